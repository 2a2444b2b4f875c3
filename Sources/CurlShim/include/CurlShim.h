#ifndef LINXUAN_CURL_SHIM_H
#define LINXUAN_CURL_SHIM_H

#include <stddef.h>

/// One HTTP request; all texts are UTF-8 and end with a zero.
typedef struct {
    const char *method;
    const char *url;
    /// Lines such as "Accept: application/json".
    const char *const *headers;
    size_t headerCount;
    const unsigned char *body;
    size_t bodyLength;
    /// Milliseconds until a connection stands, and until the answer is there as a whole.
    long connectTimeout;
    long timeout;
    /// Bytes of an answer beyond which it is refused.
    size_t maximumLength;
} linxuan_request;

/// What came of it.
typedef struct {
    /// 0 where there is an answer; else libcurl's code.
    int code;
    /// Whether the server may have got the request, where there is no answer.
    int mayHaveArrived;
    /// libcurl's words, where there is no answer.
    char error[256];
    long status;
    /// The answer's ETag; empty where it has none.
    char tag[128];
    unsigned char *body;
    size_t length;
} linxuan_answer;

/// Does the request; curl_easy_setopt is variadic, which Swift can't call. No redirection is followed, since it would take the
/// token elsewhere.
void linxuan_http(const linxuan_request *request, linxuan_answer *answer);

/// Frees what an answer holds.
void linxuan_answer_free(linxuan_answer *answer);

#endif
