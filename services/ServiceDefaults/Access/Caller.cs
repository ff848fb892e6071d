using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using OrdreCouncils.Protos.Common.V1;

namespace OrdreCouncils.ServiceDefaults.Access;

/// <summary>Who calls: the token's subject, roles and place, and the person for whom a service acts.</summary>
/// <param name="Subject">The token's <c>sub</c>.</param>
/// <param name="Roles">Roles of the <c>roles</c> claim; values that the contract does not know are left out.</param>
/// <param name="Council">The <c>council</c> claim: department code; empty when none.</param>
/// <param name="Chamber">The <c>chamber</c> claim; empty when none.</param>
/// <param name="Rpps">The <c>rpps</c> claim; empty when none.</param>
/// <param name="OnBehalfOf">The person for whom a service calls; null for a direct call.</param>
public sealed record Caller(
    string Subject, FrozenSet<Role> Roles, string Council, string Chamber, string Rpps, Caller? OnBehalfOf = null)
{
    private const string SystemPrefix = "system:";

    // One caller per validated token: claims are parsed once, not once a call.
    private static readonly ConditionalWeakTable<ClaimsIdentity, Caller> Parsed = [];

    /// <summary>Background work of a service, in no one's name.</summary>
    public static Caller System(string service) => new($"{SystemPrefix}{service}", FrozenSet<Role>.Empty, "", "", "");

    /// <summary>Everything a principal's first identity claims.</summary>
    public static Caller From(ClaimsPrincipal principal) =>
        Parsed.GetValue((ClaimsIdentity)principal.Identity!, static identity => new Caller(
            identity.FindFirst("sub")?.Value ?? identity.FindFirst(ClaimTypes.NameIdentifier)?.Value ?? "",
            identity.FindAll("roles").Select(claim => RoleGrants.ByClaim(claim.Value)).Where(role => role != Role.Unspecified).ToFrozenSet(),
            identity.FindFirst("council")?.Value ?? "",
            identity.FindFirst("chamber")?.Value ?? "",
            identity.FindFirst("rpps")?.Value ?? ""));

    /// <summary>False for a token that names nobody, or that would pass for a service's own background work in the audit log.</summary>
    internal bool HasSubject => Subject.Length > 0 && !Subject.StartsWith(SystemPrefix, StringComparison.Ordinal);

    /// <summary>Whether a service calls.</summary>
    internal bool IsService => Roles.Overlaps(RoleGrants.Services);

    public bool Has(Role role) => Roles.Contains(role);

    /// <summary>The person behind the call: the one a service acts for, else the caller.</summary>
    public Caller Person => OnBehalfOf ?? this;
}
