using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OrdreCouncils.ServiceDefaults.Secrets;

namespace OrdreCouncils.ServiceDefaults.Checkpoints;

/// <summary>Signs what a service states about its own audit (JWS, ES256), and reads it back.</summary>
internal static class SignedStatement
{
    /// <param name="type">Type of the JWS, so that one statement cannot pass for another, nor for an access token.</param>
    public static string Sign(string type, string service, DateTimeOffset at, ECDsa key, params (string Name, object Value)[] claims) =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Claims = new Dictionary<string, object>(claims.Select(claim => KeyValuePair.Create(claim.Name, claim.Value)))
            {
                ["sub"] = service, ["iat"] = at.ToUnixTimeSeconds(),
            },
            SigningCredentials = new SigningCredentials(EcKeyFile.Named(key), SecurityAlgorithms.EcdsaSha256),
            TokenType = type,
        });

    /// <summary>Null when none of the keys signed it, or it is of another service or type.</summary>
    public static async Task<JsonWebToken?> ReadAsync(string type, string jws, string service, IEnumerable<ECDsa> keys)
    {
        var read = await new JsonWebTokenHandler().ValidateTokenAsync(jws, new TokenValidationParameters
        {
            ValidateIssuer = false,
            ValidateAudience = false,
            ValidateLifetime = false,
            ValidTypes = [type],
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            IssuerSigningKeys = keys.Select(EcKeyFile.Named),
        });
        return read is { IsValid: true, SecurityToken: JsonWebToken token } && token.Subject == service ? token : null;
    }
}
