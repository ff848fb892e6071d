using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.ServiceDefaults.Access;

internal static class TokenFault
{
    private static readonly object Key = new();
    private static readonly object IssuerAway = new();

    /// <summary>Keeps the failure for the answer. A token is not called invalid when the issuer's keys cannot be read.</summary>
    public static async Task RememberAsync(HttpContext http, Exception failure, IConfigurationManager<OpenIdConnectConfiguration> issuer)
    {
        http.Items[Key] = failure;
        if (failure is not SecurityTokenSignatureKeyNotFoundException)
            return;
        try
        {
            await issuer.GetConfigurationAsync(http.RequestAborted);
        }
        catch (Exception)
        {
            http.Items[Key] = IssuerAway;
        }
    }

    public static RpcException For(HttpContext http) => http.Items.TryGetValue(Key, out var failure)
        ? failure switch
        {
            SecurityTokenExpiredException =>
                Fault.Unauthenticated(Reasons.TokenExpired, "The token has expired. Ask your identity provider for another."),
            _ when ReferenceEquals(failure, IssuerAway) =>
                Fault.Unavailable(Reasons.DependencyUnavailable, "The identity provider does not answer.", TimeSpan.FromSeconds(2)),
            _ => Fault.Unauthenticated(Reasons.TokenInvalid, "The token is not valid here: its issuer, audience, signature or lifetime does not hold."),
        }
        : Fault.Unauthenticated(Reasons.TokenMissing, "Send 'authorization: Bearer TOKEN' with a token of the configured issuer.");
}
