using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Registry.V1;

namespace OrdreCouncils.Registry.Attestations;

/// <summary>How long an attestation lasts, and what it is worth.</summary>
internal static class AttestationRules
{
    /// <summary>Three months, as administrations ask of recent documents; no text sets it for attestations of registration.</summary>
    private static readonly LegalPeriod Life = LegalPeriod.OfMonths(3);

    /// <summary>Its last day.</summary>
    public static DateOnly ValidUntil(DateOnly issuedOn) => TimeLimits.LastDayOf(issuedOn, Life);

    /// <param name="row">The attestation.</param>
    /// <param name="now">What could be attested of the physician today; null for nothing.</param>
    /// <param name="today">Today in Paris.</param>
    public static AttestationState State(AttestationRow row, AttestedFacts? now, DateOnly today) => row switch
    {
        { RevokedAt: not null } => AttestationState.Revoked,
        _ when today > row.ValidUntil => AttestationState.Expired,
        _ when now?.Json() != row.Facts => AttestationState.Overtaken,
        _ => AttestationState.Valid,
    };
}
