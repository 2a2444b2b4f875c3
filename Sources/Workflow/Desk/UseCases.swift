/// Every use case that the API offers, stage by stage.
public let useCases: [any UseCase.Type] =
    accessUseCases + roundUseCases + intakeUseCases + conflictUseCases + auditUseCases + reviewUseCases
