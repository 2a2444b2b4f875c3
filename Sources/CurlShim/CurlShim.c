#include "CurlShim.h"

#include <curl/curl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

static pthread_once_t once = PTHREAD_ONCE_INIT;

static void begin(void) { curl_global_init(CURL_GLOBAL_DEFAULT); }

typedef struct {
    linxuan_answer *answer;
    size_t maximum;
} sink;

static size_t take(char *bytes, size_t size, size_t count, void *context) {
    sink *into = context;
    size_t length = size * count;
    linxuan_answer *answer = into->answer;
    if (length > into->maximum - answer->length) return 0;
    unsigned char *body = realloc(answer->body, answer->length + length + 1);
    if (body == NULL) return 0;
    memcpy(body + answer->length, bytes, length);
    answer->body = body;
    answer->length += length;
    return length;
}

void linxuan_http(const linxuan_request *request, linxuan_answer *answer) {
    memset(answer, 0, sizeof *answer);
    pthread_once(&once, begin);
    CURL *curl = curl_easy_init();
    struct curl_slist *headers = NULL;
    sink into = {answer, request->maximumLength};
    if (curl == NULL) {
        answer->code = CURLE_FAILED_INIT;
        return;
    }
    for (size_t index = 0; index < request->headerCount; index++) {
        struct curl_slist *longer = curl_slist_append(headers, request->headers[index]);
        if (longer == NULL) {
            answer->code = CURLE_OUT_OF_MEMORY;
            goto end;
        }
        headers = longer;
    }
    curl_easy_setopt(curl, CURLOPT_URL, request->url);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, request->method);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, request->connectTimeout);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, request->timeout);
    // libcurl looks where it was built to look; OpenSSL's own variable names another file, as for a ministry's own authority.
    const char *authorities = getenv("SSL_CERT_FILE");
    if (authorities != NULL && *authorities != 0) curl_easy_setopt(curl, CURLOPT_CAINFO, authorities);
    // In clear a request goes to this machine alone, never to a proxy that the environment names (http_proxy).
    if (strncmp(request->url, "http://", 7) == 0) curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, answer->error);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &into);
    if (request->body != NULL) {
        curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request->body);
        curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)request->bodyLength);
    }
    answer->code = curl_easy_perform(curl);
    if (answer->code == CURLE_OK) {
        curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &answer->status);
        struct curl_header *tag = NULL;
        if (curl_easy_header(curl, "ETag", 0, CURLH_HEADER, -1, &tag) == CURLHE_OK && strlen(tag->value) < sizeof answer->tag)
            strcpy(answer->tag, tag->value);
    } else {
        // Without a connection nothing was sent.
        curl_off_t connected = 0;
        curl_easy_getinfo(curl, CURLINFO_PRETRANSFER_TIME_T, &connected);
        answer->mayHaveArrived = connected > 0;
        if (answer->error[0] == 0) strncpy(answer->error, curl_easy_strerror(answer->code), sizeof answer->error - 1);
    }
end:
    curl_slist_free_all(headers);
    curl_easy_cleanup(curl);
}

void linxuan_answer_free(linxuan_answer *answer) {
    free(answer->body);
    answer->body = NULL;
    answer->length = 0;
}
