using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OrdreCouncils.ServiceDefaults.Audit;
using OrdreCouncils.ServiceDefaults.Secrets;

namespace OrdreCouncils.ServiceDefaults.Checkpoints;

/// <summary>A signed head of an audit log (JWS, ES256): the service, the sequence and hash of its last entry, the instant.</summary>
internal static class Checkpoint
{
    private const string Type = "audit-checkpoint+jwt";
    private const string Sequence = "seq";
    private const string Hash = "hash";

    public static string Sign(string service, AuditMark head, DateTimeOffset at, ECDsa key) =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Claims = new Dictionary<string, object>
            {
                ["sub"] = service, [Sequence] = head.Sequence, [Hash] = head.Hash, ["iat"] = at.ToUnixTimeSeconds(),
            },
            SigningCredentials = new SigningCredentials(EcKeyFile.Named(key), SecurityAlgorithms.EcdsaSha256),
            TokenType = Type,
        });

    /// <summary>Null when none of the keys signed it, or it is of another service.</summary>
    public static async Task<AuditMark?> ReadAsync(string jws, string service, IEnumerable<ECDsa> keys)
    {
        var read = await new JsonWebTokenHandler().ValidateTokenAsync(jws, new TokenValidationParameters
        {
            ValidateIssuer = false,
            ValidateAudience = false,
            ValidateLifetime = false,
            ValidTypes = [Type],
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            IssuerSigningKeys = keys.Select(EcKeyFile.Named),
        });
        return read is { IsValid: true, SecurityToken: JsonWebToken token } && token.Subject == service
            && token.TryGetPayloadValue<long>(Sequence, out var sequence) && token.TryGetPayloadValue<string>(Hash, out var hash)
            ? new AuditMark(sequence, hash)
            : null;
    }
}
