using System.Collections.Frozen;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.ServiceDefaults.Access;

/// <summary>The caller, from the token's claims; an absent claim is empty. The roles are those of the desk that the token names, if it names one. A service may
/// act for a person, <c>OnBehalfOf</c>.</summary>
public sealed record Caller(
    string Subject, FrozenSet<Role> Roles, string Council, string Chamber, string Rpps, Caller? OnBehalfOf = null,
    string Region = "", DateTimeOffset? AuthenticatedAt = null, string Name = "")
{
    private const string SystemPrefix = "system:";
    private const int LongestName = 200;

    // Claims are parsed once per validated token, not once per call.
    private static readonly ConditionalWeakTable<ClaimsIdentity, Caller> Parsed = [];

    public static Caller System(string service) => new($"{SystemPrefix}{service}", FrozenSet<Role>.Empty, "", "", "");

    /// <summary>A reader without a call: a partner's system that gets deliveries, or the public.</summary>
    internal static Caller Outside(string subject, params ReadOnlySpan<Role> roles) => new(subject, roles.ToArray().ToFrozenSet(), "", "", "");

    public static Caller From(ClaimsPrincipal principal) =>
        Parsed.GetValue((ClaimsIdentity)principal.Identity!, static identity => new Caller(
            identity.FindFirst("sub")?.Value ?? identity.FindFirst(ClaimTypes.NameIdentifier)?.Value ?? "",
            Desks.Seated(
                identity.FindAll("roles").Select(claim => RoleGrants.ByClaim(claim.Value)).Where(role => role != Role.Unspecified),
                [.. identity.FindAll(Desks.Claim).Select(claim => claim.Value)]),
            identity.FindFirst("council")?.Value ?? "",
            identity.FindFirst("chamber")?.Value ?? "",
            identity.FindFirst("rpps")?.Value ?? "",
            Region: identity.FindFirst("region")?.Value ?? "",
            AuthenticatedAt: SignIn([.. identity.FindAll("auth_time")]),
            Name: Readable(identity.FindFirst("name")?.Value ?? "")));

    /// <summary>False for a token without subject, and for one that the audit log would show as a service's background work.</summary>
    internal bool HasSubject => Subject.Length > 0 && !Subject.StartsWith(SystemPrefix, StringComparison.Ordinal);

    internal bool IsService => Roles.Overlaps(RoleGrants.Services);

    /// <summary>True for a caller with any role of a person: a role of a partner beside it exempts nobody from signing in.</summary>
    internal bool IsPerson => Roles.Any(role => role != Role.Partner && !RoleGrants.Services.Contains(role));

    /// <summary>True for a person whom colleagues may find by name. Not at the desk for the health of practitioners: that a president or a formation acted
    /// there tells of a procedure.</summary>
    internal bool IsColleague => OnBehalfOf is null && Roles.Any(role => RoleGrants.Of(role).Purposes.Contains(Purpose.Colleagues));

    /// <summary>The body that the caller works for, as a reader is shown to the person concerned.</summary>
    internal string Body => Council.Length > 0 ? $"council {Council}"
        : Region.Length > 0 ? $"regional council {Region}"
        : Chamber.Length > 0 ? $"chamber {Chamber}"
        : Roles.Contains(Role.Partner) ? $"partner {Subject}"
        : string.Join(", ", Roles.Order().Select(role => RoleGrants.Of(role).Claim));

    public bool Has(Role role) => Roles.Contains(role);

    public Caller Person => OnBehalfOf ?? this;

    // As the issuer writes it, on one line of a length that a screen shows; a name that is none of that is no name.
    private static string Readable(string name)
    {
        var violations = new Violations();
        var text = violations.OptionalText(name, "name", LongestName);
        return violations.Any ? "" : text;
    }

    // OIDC Core section 2: seconds since 1970, as a JSON number. Two values tell nothing.
    private static DateTimeOffset? SignIn(Claim[] claims) =>
        claims is [var claim] && uint.TryParse(claim.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
}
