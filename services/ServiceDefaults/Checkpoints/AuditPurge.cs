using System.Globalization;
using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OrdreCouncils.ServiceDefaults.Audit;
using OrdreCouncils.ServiceDefaults.Secrets;

namespace OrdreCouncils.ServiceDefaults.Checkpoints;

/// <summary>What a purge removed from the audit.</summary>
public enum PurgeKind
{
    /// <summary>Audit entries up to a number.</summary>
    Entries,

    /// <summary>Rows of the access log that the entries up to a number sealed.</summary>
    Reads,
}

/// <summary>A part of the audit that was deleted because its period had passed: an audit entry records it, and the service signs it (JWS, ES256), so that
/// whoever deletes rows cannot pass it off as a purge.</summary>
public sealed record AuditPurge
{
    private const string Type = "audit-purge+jwt";

    public long Sequence { get; init; }
    public PurgeKind Kind { get; init; }
    public long UntilSequence { get; init; }
    public string UntilHash { get; init; } = "";
    public long RowsDeleted { get; init; }
    public string Jws { get; init; } = "";

    /// <summary>The last entry that the purge covers.</summary>
    public AuditMark Until => new(UntilSequence, UntilHash);

    internal AuditPurge Signed(string service, DateTimeOffset at, ECDsa key) => this with
    {
        Jws = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Claims = new Dictionary<string, object> { ["sub"] = service, ["purge"] = Statement, ["iat"] = at.ToUnixTimeSeconds() },
            SigningCredentials = new SigningCredentials(EcKeyFile.Named(key), SecurityAlgorithms.EcdsaSha256),
            TokenType = Type,
        }),
    };

    /// <summary>Whether one of the keys signed this purge for the service, with the values that it has now.</summary>
    internal async Task<bool> IsSignedAsync(string service, IEnumerable<ECDsa> keys)
    {
        var read = await new JsonWebTokenHandler().ValidateTokenAsync(Jws, new TokenValidationParameters
        {
            ValidateIssuer = false,
            ValidateAudience = false,
            ValidateLifetime = false,
            ValidTypes = [Type],
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            IssuerSigningKeys = keys.Select(EcKeyFile.Named),
        });
        return read is { IsValid: true, SecurityToken: JsonWebToken token } && token.Subject == service
            && token.TryGetPayloadValue<string>("purge", out var statement) && statement == Statement;
    }

    private string Statement => string.Create(CultureInfo.InvariantCulture, $"{Sequence} {Kind} {UntilSequence} {UntilHash} {RowsDeleted}");
}
