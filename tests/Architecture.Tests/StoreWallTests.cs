using System.Collections.Frozen;
using Google.Protobuf.Reflection;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Errors;
using Reach = OrdreCouncils.Protos.Common.V1.Reach;

namespace OrdreCouncils.Tests.Architecture;

/// <summary>Every pair of roles in one token × every desk that it may name × every RPC × every store, its audit included: no token reaches both sides of the wall of medical
/// secrecy.</summary>
public sealed class StoreWallTests
{
    private static readonly Role[] Roles = [.. Enum.GetValues<Role>().Where(role => role != Role.Unspecified && RoleGrants.Of(role).Office == Role.Unspecified)];

    /// <summary>Parts of an office: no token has them.</summary>
    private static readonly Role[] Parts = [.. Enum.GetValues<Role>().Where(role => role != Role.Unspecified && RoleGrants.Of(role).Office != Role.Unspecified)];

    /// <summary>One store per package of the contract, with the audit and the directory that each process offers for its own store.</summary>
    private static readonly Dictionary<string, AccessTable> Stores = Contract.Rpcs.Select(rpc => rpc.Service).Distinct()
        .Where(service => !service.IsCommon())
        .GroupBy(StoreOf)
        .ToDictionary(group => group.Key, group => new AccessTable([.. group, AuditService.Descriptor, DirectoryService.Descriptor]));

    [Fact]
    public void Stores_AreTheFourOfThePlatform() =>
        Assert.Equal(["communiques", "discipline", "mutualaid", "registry"], Stores.Keys.Order(StringComparer.Ordinal));

    /// <summary>Values of a token's desk claim: none, each desk, an unknown desk, and two desks.</summary>
    private static readonly string[][] Named = [[], .. Desks.Names.Select(name => (string[])[name]), ["canteen"], [.. Desks.Names.Take(2)]];

    [Fact]
    public void Pairs_OfRolesAtEveryDesk_NeverReachBothSidesOfTheWall()
    {
        var reached = 0;
        foreach (var (caller, name) in Pairs())
        {
            var purposes = Stores.Values.SelectMany(store => store.Rules.Values.Where(rule => Reaches(rule, caller, store)).SelectMany(rule => PurposesOf(rule, store)))
                .ToHashSet();
            Assert.All(purposes, purpose => Assert.False(RoleGrants.ApartFrom(purpose).Overlaps(purposes), $"{name} reaches {string.Join(", ", purposes)}"));
            reached += purposes.Count;
        }

        Assert.True(reached > Roles.Length);
    }

    [Fact]
    public void Desk_NamedByAToken_NeverReachesMoreThanTheRolesOfThatDeskAlone()
    {
        foreach (var name in Desks.Names)
        {
            var seated = Desks.Seated(Roles, [name]);
            var purposes = seated.SelectMany(role => RoleGrants.Of(role).Purposes).ToHashSet();
            Assert.NotEmpty(seated);
            // A part of an office is reached through the office alone.
            Assert.DoesNotContain(seated, role => Parts.Contains(role) && !Roles.Contains(RoleGrants.Of(role).Office));
            Assert.All(purposes, purpose => Assert.False(RoleGrants.ApartFrom(purpose).Overlaps(purposes), $"{name} has {string.Join(", ", purposes)}"));
        }

        Assert.Empty(Desks.Seated(Roles, ["canteen"]));
        Assert.Empty(Desks.Seated(Roles, [""]));
        Assert.Empty(Desks.Seated(Roles, [.. Desks.Names.Take(2)]));
        Assert.Equal(Roles.ToFrozenSet(), Desks.Seated(Roles, []));
        Assert.All(Parts, part => Assert.Equal(Role.Unspecified, RoleGrants.ByClaim(RoleGrants.Of(part).Claim)));
        // Each role of a person has one desk; services and partners are no persons.
        Assert.All(Roles, role => Assert.Equal(
            RoleGrants.Of(role).Reach == Reach.Partner || RoleGrants.Of(role).Claim.StartsWith("service_", StringComparison.Ordinal),
            RoleGrants.Of(role).Desk == Desk.Unspecified));
    }

    [Theory]
    [InlineData(null, null, null)]
    [InlineData("register_and_discipline", "discipline", "registry")]
    [InlineData("own_person", "mutualaid", "registry")]
    [InlineData("own_disciplinary_case", null, "discipline")]
    public void Desk_OfAClerkWhoIsAPhysician_OpensOneSide(string? desk, string? one, string? other)
    {
        var caller = CallerOf(Role.DepartmentalClerk, Role.Physician, desk is null ? [] : [desk]);

        var sides = Stores.Where(store => store.Value.Rules.Values.Any(rule =>
            rule.Purpose is Purpose.Discipline or Purpose.MutualAid or Purpose.Registration && Reaches(rule, caller, store.Value)));

        Assert.Equal(new[] { one, other ?? "registry" }.Where(name => name is not null).Order(StringComparer.Ordinal), sides.Select(store => store.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Health_OfPractitioners_IsReadByPresidentsAndFormationsAtTheirDeskAlone()
    {
        Role[] parts = [Role.DepartmentalPresidentForHealth, Role.RegionalFormation, Role.NationalFormation];
        var reached = new HashSet<string>();
        foreach (var (caller, name) in Pairs())
        {
            var ofHealth = caller.Roles.Overlaps(parts);
            foreach (var (store, table) in Stores)
            {
                foreach (var (method, rule) in table.Rules.Where(pair => Reaches(pair.Value, caller, table)))
                {
                    Assert.True((rule.Purpose == Purpose.PractitionerHealth) == ofHealth, $"{name}: {method} of {store}");
                    // The council is a party: its president reads no file of a formation, and a formation none of the council's register.
                    if (rule.Purpose == Purpose.PractitionerHealth && caller.Roles.Count == 1)
                    {
                        Assert.Equal(
                            method.Contains("ordre.registry.v1.FitnessProceduresService/", StringComparison.Ordinal),
                            !caller.Has(Role.DepartmentalPresidentForHealth));
                    }

                    if (rule.Purpose == Purpose.PractitionerHealth)
                        reached.Add(method);
                }
            }

            // No other desk, and no token without one, gives the part of the office; its desk gives nothing else.
            if (ofHealth)
                Assert.EndsWith("at 'practitioner_health'", name, StringComparison.Ordinal);
        }

        Assert.Equal(6 + FitnessProceduresReflection.Descriptor.Services.Single().Methods.Count, reached.Count);
    }

    [Fact]
    public void OwnCases_AreReadByAPhysicianAtTheirDeskAlone()
    {
        var reached = new HashSet<string>();
        foreach (var (caller, name) in Pairs())
        {
            foreach (var (store, table) in Stores)
            {
                foreach (var (method, _) in table.Rules.Where(pair => Reaches(pair.Value, caller, table)))
                {
                    var own = method.Contains("ordre.discipline.v1.OwnCasesService/", StringComparison.Ordinal);
                    Assert.True(own == caller.Has(Role.RespondentPhysician), $"{name}: {method} of {store}");
                    if (own)
                        reached.Add(method);
                }
            }

            if (caller.Has(Role.RespondentPhysician))
                Assert.EndsWith("at 'own_disciplinary_case'", name, StringComparison.Ordinal);
        }

        Assert.Equal(2, reached.Count);
    }

    [Theory]
    [InlineData("mutualaid", Purpose.Discipline)]
    [InlineData("discipline", Purpose.MutualAid)]
    public void Audit_OfOneSide_IsRefusedToWhoeverWorksForTheOther(string store, Purpose other)
    {
        foreach (var role in Roles.Where(role => RoleGrants.Of(role).Purposes.Contains(other) && RoleGrants.Of(role).Reach != Reach.Person))
        {
            var caller = CallerOf(Role.Auditor, role);
            foreach (var (method, rule) in Stores[store].Rules.Where(pair => pair.Value.Purpose == Purpose.Audit))
                Assert.True(AccessPolicy.Refusal(rule, caller, Stores[store].StorePurposes) == Reasons.PurposeWall, $"{role}: {method} of {store}");
        }
    }

    [Fact]
    public void Audit_AuditorAlone_ReadsEveryStore()
    {
        foreach (var store in Stores.Values)
        {
            Assert.All(
                store.Rules.Values.Where(rule => rule.Purpose == Purpose.Audit),
                rule => Assert.Null(AccessPolicy.Refusal(rule, CallerOf(Role.Auditor, Role.Auditor), store.StorePurposes)));
        }
    }

    [Fact]
    public void Audit_Physician_AsksEachStoreForTheOwnRecordOnly()
    {
        foreach (var store in Stores.Values)
        {
            var rule = store.Rules.Single(pair => pair.Key.EndsWith("/ListRecordAccesses", StringComparison.Ordinal)).Value;
            var caller = CallerOf(Role.Physician, Role.Physician);
            Assert.Null(AccessPolicy.Refusal(rule, caller, store.StorePurposes));
            Assert.False(AccessPolicy.Reach(rule, caller)!.All);
        }
    }

    private static IEnumerable<(Caller Caller, string Name)> Pairs() =>
        from one in Roles
        from other in Roles
        where one <= other
        from desks in Named
        select (CallerOf(one, other, desks), $"{one} with {other} at '{string.Join(", ", desks)}'");

    private static bool Reaches(AccessRule rule, Caller caller, AccessTable store) => AccessPolicy.Refusal(rule, caller, store.StorePurposes) is null;

    // The audit of a store tells what the store holds: not who, where persons are hidden, and of oneself only, where physicians ask.
    private static FrozenSet<Purpose> PurposesOf(AccessRule rule, AccessTable store) => !AccessPolicy.IsOfStore(rule.Purpose) ? [rule.Purpose]
        : rule.Purpose == Purpose.Colleagues ? store.StorePurposes
        : rule.Roles.Contains(Role.Physician) || store.StorePurposes.Any(RoleGrants.HidesPersonsFromAudit) ? [] : store.StorePurposes;

    private static Caller CallerOf(Role one, Role other, params string[] desks) =>
        new("both", Desks.Seated([one, other], desks), "75", "ile-de-france", "10001234567", Region: "ile-de-france");

    // ordre.registry.internal.v1 belongs to the store of ordre.registry.v1.
    private static string StoreOf(ServiceDescriptor service) => service.File.Package.Split('.')[1];
}
