using Microsoft.AspNetCore.Http;

namespace OrdreCouncils.Development.Identity;

/// <summary>Tokens without a browser: OAuth 2.0 client_credentials for any identity, and token exchange (RFC 8693) for services. The error codes are those of
/// RFC 6749, section 5.2, and RFC 8693, section 2.2.2.</summary>
internal static class MachineTokens
{
    public const string ClientCredentials = "client_credentials";
    public const string Exchange = "urn:ietf:params:oauth:grant-type:token-exchange";

    public static async Task<IResult> AnswerAsync(HttpRequest request, DevTokens tokens)
    {
        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        string grant = Field("grant_type"), desk = Field("desk"), audience = Field("audience");
        if (grant is not (ClientCredentials or Exchange))
            return Error("unsupported_grant_type", $"Send grant_type={ClientCredentials}, or as a service grant_type={Exchange}.");
        if (Field("client_secret") != DevTokens.Secret || DevIdentity.Find(Field("client_id")) is not { } identity)
            return Error("invalid_client", "Send a client_id of GET /dev/identities, with client_secret=dev.");
        if (desk.Length > 0 && !DevTokens.Desks.Contains(desk))
            return Error("invalid_request", $"Send no desk, or desk={string.Join(", ", DevTokens.Desks)}.");
        if (audience.Length > 0 && !DevTokens.ServiceAudiences.Contains(audience))
            return Error("invalid_target", $"Send no audience, or audience={string.Join(", ", DevTokens.ServiceAudiences)}.");
        if (grant == ClientCredentials)
            return Answer(tokens.Issue(identity, desk: desk, audience: audience), tokens.Life);
        if (!identity.IsService || audience.Length == 0)
            return Error("invalid_request", "Only a service exchanges a token, for the audience of another service.");
        return await tokens.ExchangeAsync(Field("subject_token"), identity, audience) is { } exchanged
            ? Answer(exchanged, DevTokens.ExchangedLife)
            : Error("invalid_grant", "Send a person's valid token as subject_token.");

        string Field(string name) => form[name].ToString();
    }

    public static IResult Error(string error, string description) =>
        Results.Json(new { error, error_description = description }, statusCode: StatusCodes.Status400BadRequest);

    private static IResult Answer(string token, TimeSpan life) => Results.Json(new
    {
        access_token = token, issued_token_type = "urn:ietf:params:oauth:token-type:access_token", token_type = "Bearer",
        expires_in = (int)life.TotalSeconds,
    });
}
