/// Every use case that the API offers, stage by stage.
public let useCases: [any UseCase.Type] =
    accessUseCases + permissionUseCases + roundUseCases + intakeUseCases + conflictUseCases + assignmentUseCases
    + drawUseCases + reviewUseCases + abnormalReviewUseCases + resultUseCases + visitUseCases + findingUseCases + decisionUseCases
    + noticeUseCases + auditUseCases
