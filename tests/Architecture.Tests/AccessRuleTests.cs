using System.Collections.Frozen;
using OrdreCouncils.Development.Identity;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Tests.Architecture;

/// <summary>The access rules of the whole contract, and the wall of medical secrecy as a matrix: every identity × every RPC.</summary>
public class AccessRuleTests
{
    [Fact]
    public void Contract_EveryRpc_CarriesACompleteRule()
    {
        Assert.NotEmpty(Contract.Rpcs);
        Assert.Equal(Contract.Rpcs.Count, new AccessTable(Contract.Rpcs.Select(rpc => rpc.Service).Distinct()).Rules.Count);
    }

    [Fact]
    public void Contract_EveryRoleThatARuleNames_HoldsTheRulesPurpose()
    {
        foreach (var rpc in Contract.Rpcs)
            Assert.All(rpc.Rule()!.Roles, role => Assert.True(RoleGrants.Of(role).Purposes.Contains(rpc.Rule()!.Purpose), $"{rpc.Path()}: {role}"));
    }

    [Fact]
    public void Contract_EveryRpcUnderOwnScope_IsCalledByRolesWithAReach()
    {
        foreach (var rpc in Contract.Rpcs.Where(rpc => rpc.Rule()!.Scope == Scope.Own))
            Assert.All(rpc.Rule()!.Roles, role => Assert.True(RoleGrants.Of(role).Reach != Protos.Common.V1.Reach.Unspecified, $"{rpc.Path()}: {role}"));
    }

    [Fact]
    public void Roles_NoneHoldsPurposesOnBothSidesOfAWall()
    {
        foreach (var role in Enum.GetValues<Role>().Where(role => role != Role.Unspecified))
        {
            var purposes = RoleGrants.Of(role).Purposes;
            Assert.All(purposes, purpose => Assert.True(!RoleGrants.ApartFrom(purpose).Overlaps(purposes), $"{role}: {purpose}"));
        }
    }

    [Fact]
    public void Wall_StandsBetweenDisciplineMutualAidAndTheHealthOfPractitioners()
    {
        Assert.True(RoleGrants.ApartFrom(Purpose.Discipline).SetEquals([Purpose.MutualAid, Purpose.PractitionerHealth]));
        Assert.True(RoleGrants.ApartFrom(Purpose.MutualAid).SetEquals([Purpose.Discipline, Purpose.PractitionerHealth]));
        Assert.True(RoleGrants.ApartFrom(Purpose.PractitionerHealth).SetEquals([Purpose.Discipline, Purpose.MutualAid]));
    }

    [Fact]
    public void Matrix_NamesEveryRpcAndEveryIdentity()
    {
        Assert.Equal(Contract.Rpcs.Select(rpc => rpc.Path()).Order(StringComparer.Ordinal), AccessMatrix.Rows.Keys.Order(StringComparer.Ordinal));
        Assert.Empty(AccessMatrix.Rows.Values.SelectMany(row => row.LetIn).Except(AccessMatrix.Identities.Select(pair => pair.Identity)));
        Assert.Empty(DevIdentity.Fixed.Select(identity => identity.ClientId).Except(AccessMatrix.Identities.Select(pair => pair.Identity)));
        Assert.Equal(
            DevIdentity.Fixed.Count + DevIdentity.Families.Count, AccessMatrix.Identities.Count(pair => !pair.Identity.Contains('@', StringComparison.Ordinal)));
    }

    [Fact]
    public void Matrix_EveryIdentityByEveryRpc_AgreesWithThePolicy()
    {
        var disagreements = new List<string>();
        foreach (var rpc in Contract.Rpcs)
        {
            if (!AccessMatrix.Rows.TryGetValue(rpc.Path(), out var row))
                continue;
            var side = AccessMatrix.SideOf(rpc.Path());
            foreach (var (name, stands) in AccessMatrix.Identities)
            {
                var expected = row.LetIn.Contains(name) ? null
                    : side != ' ' && stands != ' ' && stands != side ? Reasons.PurposeWall
                    : Reasons.RoleMissing;
                var actual = AccessPolicy.Refusal(rpc.Rule()!, CallerOf(name), []);
                if (actual != expected)
                    disagreements.Add($"{name} → {rpc.Path()}: the matrix says {expected ?? "let in"}, the policy {actual ?? "let in"}");
            }

            if (row.OwnRows != (rpc.Rule()!.Scope == Scope.Own))
                disagreements.Add($"{rpc.Path()}: the matrix says {(row.OwnRows ? "own" : "all")} rows, the contract {rpc.Rule()!.Scope}");
        }

        Assert.True(disagreements.Count == 0, string.Join('\n', disagreements));
    }

    [Fact]
    public void Contract_GraveActs_NeedASignInOfTheLastFiveMinutes() => Assert.Equal(
        AccessMatrix.GraveActs.Select(rpc => (rpc, 300)).Order(),
        Contract.Rpcs.Where(rpc => rpc.Rule()!.MaximumAuthenticationAgeSeconds != 0)
            .Select(rpc => (rpc.Path(), rpc.Rule()!.MaximumAuthenticationAgeSeconds)).Order());

    [Fact]
    public void Wall_EveryPairOfIdentitiesOfItsTwoSides_IsRefusedByEveryRpcOfEither()
    {
        var sides = AccessMatrix.Identities.ToLookup(pair => pair.Side, pair => CallerOf(pair.Identity));
        foreach (var rpc in Contract.Rpcs.Where(rpc => AccessMatrix.SideOf(rpc.Path()) != ' '))
        {
            foreach (var (here, there) in new[] { ('d', 'm'), ('d', 'h'), ('h', 'm') })
            {
                foreach (var (one, other) in sides[here].SelectMany(one => sides[there].Select(other => (one, other))))
                {
                    // A single token with the roles and claims of both identities.
                    var both = new Caller("both", one.Roles.Concat(other.Roles).ToFrozenSet(), "75", "ile-de-france", "10001234567", Region: "ile-de-france");
                    Assert.Equal(Reasons.PurposeWall, AccessPolicy.Refusal(rpc.Rule()!, both, []));
                }
            }
        }
    }

    [Fact]
    public void Matrix_IdentitiesWithoutTheirClaim_AreRefusedWhereRowsAreOnesOwn()
    {
        foreach (var rpc in Contract.Rpcs.Where(rpc => rpc.Rule()!.Scope == Scope.Own))
        {
            foreach (var (name, _) in AccessMatrix.Identities.Where(pair => AccessMatrix.Rows[rpc.Path()].LetIn.Contains(pair.Identity)))
            {
                var caller = CallerOf(name);
                var bare = caller with { Council = "", Chamber = "", Rpps = "", Region = "" };
                var national = caller.Council.Length + caller.Chamber.Length + caller.Rpps.Length + caller.Region.Length == 0;
                Assert.Equal(national ? null : Reasons.ClaimMissing, AccessPolicy.Refusal(rpc.Rule()!, bare, []));
            }
        }
    }

    [Fact]
    public void Services_NeverReachAcrossTheWall()
    {
        foreach (var rpc in Contract.Rpcs)
        {
            string[] across = AccessMatrix.SideOf(rpc.Path()) switch { 'd' => ["svc-mutual-aid"], 'm' => ["svc-discipline"], 'h' => ["svc-discipline", "svc-mutual-aid"], _ => [] };
            foreach (var refused in across)
                Assert.Equal(Reasons.PurposeWall, AccessPolicy.Refusal(rpc.Rule()!, CallerOf(refused), []));
        }
    }

    private static Caller CallerOf(string name)
    {
        var (person, desks) = name.Split('@') is [var before, var after] ? (before, new[] { after }) : (name, []);
        var identity = DevIdentity.Find(person)!;
        return new Caller(
            name, Desks.Seated(identity.Roles.Select(RoleGrants.ByClaim), desks), identity.Council, identity.Chamber, identity.Rpps, Region: identity.Region);
    }
}
