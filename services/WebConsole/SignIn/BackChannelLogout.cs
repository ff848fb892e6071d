using System.Text.Json;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;

namespace OrdreCouncils.WebConsole.SignIn;

/// <summary>The provider says that a person signed out elsewhere (OpenID Connect Back-Channel Logout 1.0).</summary>
internal sealed class BackChannelLogout(SessionStore sessions, IOptionsMonitor<OpenIdConnectOptions> options, ProviderOptions provider)
{
    private const string Event = "http://schemas.openid.net/event/backchannel-logout";

    private readonly JsonWebTokenHandler tokens = new();

    public async Task<IResult> AnswerAsync(HttpContext http)
    {
        if (!http.Request.HasFormContentType)
            return Results.BadRequest();
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (await ReadAsync(form["logout_token"].ToString(), http.RequestAborted) is not { } ended)
            return Results.BadRequest();
        await sessions.EndAsync(ended.Session, ended.Subject);
        return Results.Ok();
    }

    // Section 2.6 of the specification.
    private async Task<(string Session, string Subject)?> ReadAsync(string text, CancellationToken cancellation)
    {
        var oidc = options.Get(OpenIdConnectDefaults.AuthenticationScheme);
        var configuration = await oidc.ConfigurationManager!.GetConfigurationAsync(cancellation);
        var parameters = oidc.TokenValidationParameters.Clone();
        parameters.ValidIssuer = configuration.Issuer;
        parameters.ValidAudience = provider.ClientId;
        parameters.IssuerSigningKeys = configuration.SigningKeys;
        var result = await tokens.ValidateTokenAsync(text, parameters);
        if (!result.IsValid)
            return null;
        var token = (JsonWebToken)result.SecurityToken;
        var session = token.TryGetPayloadValue<string>("sid", out var sid) ? sid : "";
        var subject = token.Subject ?? "";
        return token.TryGetPayloadValue<JsonElement>("events", out var events) && events.ValueKind == JsonValueKind.Object
            && events.TryGetProperty(Event, out _) && !token.TryGetPayloadValue<string>("nonce", out _) && session.Length + subject.Length > 0
            ? (session, subject)
            : null;
    }
}
