using System.Collections.Frozen;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.ServiceDefaults.Access;

/// <summary>The decision on one RPC's rule: pure, so that every identity × RPC can be walked by a test.</summary>
public static class AccessPolicy
{
    /// <summary>Null when the caller is let in; otherwise the reason of the refusal, one of <see cref="Reasons"/>.</summary>
    public static string? Refusal(AccessRule rule, Caller caller)
    {
        if (IsWalledOff(rule.Purpose, caller))
            return Reasons.PurposeWall;
        var fits = false;
        foreach (var role in caller.Roles)
            fits |= Fits(rule, role, RoleGrants.Of(role));
        if (!fits)
            return Reasons.RoleMissing;
        return rule.Scope == Scope.Own && Reach(rule, caller) is null ? Reasons.ClaimMissing : null;
    }

    /// <summary>The rows a caller reaches under a rule; null when its role needs a claim that the token lacks.</summary>
    public static RowScope? Reach(AccessRule rule, Caller caller)
    {
        if (rule.Scope == Scope.All)
            return RowScope.Everything;

        var scope = new RowScope(false, [], [], []);
        foreach (var role in caller.Roles)
        {
            // A role that does not let its holder in must not widen what another role reaches.
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

        return scope.Councils.Count + scope.Chambers.Count + scope.Persons.Count == 0 ? null : scope;
    }

    /// <summary>Whether one of the caller's roles works for a purpose that the wall keeps apart from <paramref name="purpose"/>.</summary>
    internal static bool IsWalledOff(Purpose purpose, Caller caller)
    {
        var walled = RoleGrants.ApartFrom(purpose);
        if (walled.Count == 0)
            return false;
        foreach (var role in caller.Roles)
        {
            foreach (var held in RoleGrants.Of(role).Purposes)
            {
                if (walled.Contains(held))
                    return true;
            }
        }

        return false;
    }

    private static bool Fits(AccessRule rule, Role role, RoleGrant grant) =>
        rule.Roles.Contains(role) && grant.Purposes.Contains(rule.Purpose);
}

/// <summary>Rows a call reaches: everything, or the union of some councils', chambers' and persons' own. Goes into the SQL predicate.</summary>
/// <param name="All">True: no limit.</param>
/// <param name="Councils">Department codes.</param>
/// <param name="Chambers">Chamber names.</param>
/// <param name="Persons">RPPS numbers.</param>
public sealed record RowScope(bool All, FrozenSet<string> Councils, FrozenSet<string> Chambers, FrozenSet<string> Persons)
{
    public static readonly RowScope Everything = new(true, [], [], []);

    /// <summary>The one council a departmental caller acts for; empty for a national one.</summary>
    public string Council => Councils.SingleOrDefault() ?? "";

    /// <summary>The one chamber a registry acts for; empty for a national one.</summary>
    public string Chamber => Chambers.SingleOrDefault() ?? "";

    /// <summary>The one physician who asks about their own record; empty otherwise.</summary>
    public string Person => Persons.SingleOrDefault() ?? "";
}
