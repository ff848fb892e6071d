using System.Collections.Frozen;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.ServiceDefaults.Access;

/// <summary>Decides on an RPC's access rule. No I/O, so that a test can check every identity against every RPC.</summary>
public static class AccessPolicy
{
    /// <summary>Tokens are checked with the same allowance for clocks that differ.</summary>
    internal static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    /// <param name="store">Purposes of the store whose audit or colleagues the RPC may read: see <see cref="AccessTable.StorePurposes"/>. Empty when the rule
    /// alone is asked about.</param>
    public static string? Refusal(AccessRule rule, Caller caller, FrozenSet<Purpose> store)
    {
        if (IsWalledOff(rule, caller, store))
            return Reasons.PurposeWall;
        var fits = false;
        foreach (var role in caller.Roles)
            fits |= Fits(rule, role, RoleGrants.Of(role));
        // A store names its colleagues to those who work for what it serves.
        if (!fits || (rule.Purpose == Purpose.Colleagues && store.Count > 0 && !Holds(caller, store, ownDataToo: false)))
            return Reasons.RoleMissing;
        return rule.Scope == Scope.Own && Reach(rule, caller) is null ? Reasons.ClaimMissing : null;
    }

    /// <summary>True for a person who signed in longer ago than the rule allows, or at a time that the token does not tell or that is yet to come.</summary>
    public static bool NeedsStepUp(AccessRule rule, Caller caller, DateTimeOffset now) =>
        rule.MaximumAuthenticationAgeSeconds > 0 && caller.IsPerson
        && (caller.AuthenticatedAt is not { } at || now - at > TimeSpan.FromSeconds(rule.MaximumAuthenticationAgeSeconds) + ClockSkew || at - now > ClockSkew);

    /// <summary>Rows that the caller reaches under the rule; null when the token lacks the claim that the role needs.</summary>
    public static RowScope? Reach(AccessRule rule, Caller caller)
    {
        if (rule.Scope == Scope.All)
            return RowScope.Everything;

        var scope = new RowScope(false, [], [], []);
        foreach (var role in caller.Roles)
        {
            // A role that does not satisfy the rule must not widen what another role reaches.
            var grant = RoleGrants.Of(role);
            if (!Fits(rule, role, grant))
                continue;
            switch (grant.Reach)
            {
                case Protos.Common.V1.Reach.National:
                    return RowScope.Everything;
                case Protos.Common.V1.Reach.Council when caller.Council.Length > 0:
                    scope = scope with { Councils = scope.Councils.Append(caller.Council).ToFrozenSet() };
                    break;
                case Protos.Common.V1.Reach.Region when caller.Region.Length > 0:
                    scope = scope with { Regions = scope.Regions.Append(caller.Region).ToFrozenSet() };
                    break;
                case Protos.Common.V1.Reach.Chamber when caller.Chamber.Length > 0:
                    scope = scope with { Chambers = scope.Chambers.Append(caller.Chamber).ToFrozenSet() };
                    break;
                case Protos.Common.V1.Reach.Person when caller.Rpps.Length > 0:
                    scope = scope with { Persons = scope.Persons.Append(caller.Rpps).ToFrozenSet() };
                    break;
                case Protos.Common.V1.Reach.Partner:
                    return RowScope.Everything;
                default:
                    break;
            }
        }

        return scope.Councils.Count + scope.Regions.Count + scope.Chambers.Count + scope.Persons.Count == 0 ? null : scope;
    }

    internal static bool IsWalledOff(AccessRule rule, Caller caller, FrozenSet<Purpose> store)
    {
        if (!IsOfStore(rule.Purpose))
            return Holds(caller, RoleGrants.ApartFrom(rule.Purpose), ownDataToo: true);
        // A physician asks for the own record only: then the physician's own aid requests are no other side.
        var ownDataToo = rule.Purpose != Purpose.Audit || Reach(rule, caller) is { All: true };
        foreach (var purpose in store)
        {
            if (Holds(caller, RoleGrants.ApartFrom(purpose), ownDataToo))
                return true;
        }

        return false;
    }

    /// <summary>True for a purpose for which every store answers: the wall then judges by the purposes of the store.</summary>
    public static bool IsOfStore(Purpose purpose) => purpose is Purpose.Audit or Purpose.Colleagues;

    private static bool Holds(Caller caller, FrozenSet<Purpose> purposes, bool ownDataToo)
    {
        if (purposes.Count == 0)
            return false;
        foreach (var role in caller.Roles)
        {
            var grant = RoleGrants.Of(role);
            if (!ownDataToo && grant.Reach == Protos.Common.V1.Reach.Person)
                continue;
            foreach (var held in grant.Purposes)
            {
                if (purposes.Contains(held))
                    return true;
            }
        }

        return false;
    }

    private static bool Fits(AccessRule rule, Role role, RoleGrant grant) =>
        rule.Roles.Contains(role) && grant.Purposes.Contains(rule.Purpose);
}

/// <summary>For the SQL predicate: all rows, or those of some councils, regions, chambers and persons.</summary>
public sealed record RowScope(bool All, FrozenSet<string> Councils, FrozenSet<string> Chambers, FrozenSet<string> Persons)
{
    public static readonly RowScope Everything = new(true, [], [], []);

    public string Council => Councils.SingleOrDefault() ?? "";

    /// <summary>The council for SQL. A scope without council selects no row: no code is "-", but rows of no council have an empty one.</summary>
    public string CouncilParameter => Council.Length > 0 ? Council : "-";

    public FrozenSet<string> Regions { get; init; } = [];

    /// <summary>The region for SQL. A scope without region selects no row: no region is "-".</summary>
    public string RegionParameter => Regions.SingleOrDefault() ?? "-";

    public string Chamber => Chambers.SingleOrDefault() ?? "";

    public string Person => Persons.SingleOrDefault() ?? "";
}
