using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.Tokens;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.ServiceDefaults.Access;

/// <summary>Why a request counts as unauthenticated, in words that help an honest caller and tell a forger nothing.</summary>
internal static class TokenFault
{
    private static readonly object Key = new();

    public static void Remember(HttpContext http, Exception failure) => http.Items[Key] = failure;

    public static RpcException For(HttpContext http) => http.Items.TryGetValue(Key, out var failure)
        ? failure is SecurityTokenExpiredException
            ? Fault.Unauthenticated(Reasons.TokenExpired, "The token has expired. Ask your identity provider for another.")
            : Fault.Unauthenticated(Reasons.TokenInvalid, "The token is not valid here: its issuer, audience, signature or lifetime does not hold.")
        : Fault.Unauthenticated(Reasons.TokenMissing, "Send 'authorization: Bearer TOKEN' with a token of the configured issuer.");
}
