using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.Registry.Verification;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Verification;

public sealed class BatchVerifyTests
{
    private const string Anne = RegisterFile.Anne;
    private const string Jean = RegisterFile.Jean;

    [Theory, Engines]
    public async Task BatchVerify_ManyItems_AnswersInOrderAsSingleVerifications(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(NumberedFile.Of(40));
        await app.SanctionAsync(NumberedFile.Rpps(3), RestrictingSanction.BanFromPractice, RegistryApp.Today, RegistryApp.Today.AddDays(30));
        await app.SanctionAsync(NumberedFile.Rpps(5), RestrictingSanction.Radiation, RegistryApp.Today);
        // The batch has numbers that are cached, unknown or repeated, and other days.
        await app.VerifyAsync(NumberedFile.Rpps(2));
        var asked = NumberedFile.AllRpps(45).Reverse().Append(NumberedFile.Rpps(3)).ToList();
        var request = new BatchVerifyRegistrationsRequest();
        request.Items.AddRange(asked.Select((rpps, place) => new VerificationItem { Rpps = rpps, On = place % 3 == 0 ? RegistryApp.Today.AddDays(place).ToProto() : null }));

        var answers = (await (await app.VerificationAsync()).BatchVerifyRegistrationsAsync(request)).Answers;

        Assert.Equal(asked, answers.Select(answer => answer.Rpps));
        foreach (var (item, answer) in request.Items.Zip(answers))
        {
            var on = item.On is { } date ? new DateOnly(date.Year, date.Month, date.Day) : (DateOnly?)null;
            Assert.Equal(await app.VerifyAsync(item.Rpps, on), answer.Registration);
            Assert.Empty(answer.Faults);
        }
    }

    [Theory, Engines]
    public async Task EntryStore_Everybody_IsAsReadOneByOne(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(new RegisterFile().Line().Line(structure: "AUTRE").Line(specialty: "SM01").Line(Jean, "TÉMOIN", "JEAN"));
        await app.SanctionAsync(Anne, RestrictingSanction.BanFromFunctions, RegistryApp.Today);
        await app.SanctionAsync(Anne, RestrictingSanction.BanFromPractice, RegistryApp.Today.AddDays(-3), RegistryApp.Today.AddDays(3));

        var together = await app.App.Database.SnapshotAsync(sql => EntryStore.LoadAsync(sql, [Anne, Jean, NumberedFile.Rpps(1)]), default);

        Assert.Equal([Anne, Jean], together.Keys.Order());
        foreach (var (rpps, entry) in together)
        {
            var alone = await app.App.Host.Services.GetRequiredService<RegisterEntries>().FindAsync(rpps, default);
            Assert.Equal(alone.Value, entry.Value);
            Assert.Equal(await app.App.Database.ReadAsync(sql => sql.ScalarAsync<long>("select version from physicians where rpps = @rpps", new { rpps }), default), entry.Version);
        }

        Assert.Equal(2, together[Anne].Value.Restrictions.Count);
    }

    [Theory, Engines]
    public async Task BatchVerify_BadItem_IsAnsweredByFieldAndTheOthersHold(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(new RegisterFile().Line());
        var request = new BatchVerifyRegistrationsRequest
        {
            Items =
            {
                new VerificationItem { Rpps = "not a number at all", GivenName = "ANNE", On = RegistryApp.Date(2026, 2, 30) },
                new VerificationItem(),
                new VerificationItem { Rpps = Anne, FamilyName = new string('A', 101) },
                new VerificationItem { Rpps = Anne, FamilyName = "--" },
                new VerificationItem { Rpps = Anne, FamilyName = "ESSAI\uFFFEMODÈLE", GivenName = "ANN\uFFFD" },
                new VerificationItem { Rpps = Anne },
            },
        };

        var answers = (await (await app.VerificationAsync()).BatchVerifyRegistrationsAsync(request)).Answers;

        Assert.Equal("rpps family_name on", Faults(answers[0]));
        Assert.Equal("not a numbe", answers[0].Rpps);
        Assert.Equal("rpps", Faults(answers[1]));
        Assert.Equal("family_name", Faults(answers[2]));
        Assert.Equal("family_name", Faults(answers[3]));
        Assert.Equal("family_name given_name", Faults(answers[4]));
        Assert.All(answers.Take(5), answer => Assert.Equal((new Registration(), NamesMatch.NotCompared), (answer.Registration, answer.NamesMatch)));
        Assert.True(answers[5].Registration.MayPractise);

        static string Faults(VerificationAnswer answer) => string.Join(' ', answer.Faults.Select(fault => fault.Field));
    }

    [Theory, Engines]
    public async Task BatchVerify_NoneTooManyOrForbidden_IsRefused(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var client = await app.VerificationAsync();
        var tooMany = new BatchVerifyRegistrationsRequest();
        tooMany.Items.AddRange(NumberedFile.AllRpps(1001).Select(rpps => new VerificationItem { Rpps = rpps }));

        await Testing.Faults.InvalidAsync(client.BatchVerifyRegistrationsAsync(new BatchVerifyRegistrationsRequest()), "items");
        await Testing.Faults.InvalidAsync(client.BatchVerifyRegistrationsAsync(tooMany), "items");
        tooMany.Items.RemoveAt(0);
        Assert.Equal(1000, (await client.BatchVerifyRegistrationsAsync(tooMany)).Answers.Count);
        foreach (var identity in new[] { "medecin-10123456781", "cnom-presse", "cdom-75-entraide" })
            await Testing.Faults.FailsAsync(StatusCode.PermissionDenied, (await app.VerificationAsync(identity)).BatchVerifyRegistrationsAsync(tooMany));
    }

    [Theory]
    [InlineData("", "", NamesMatch.NotCompared)]
    [InlineData("essai modele", "", NamesMatch.Same)]
    [InlineData("Essai-Modèle", "anne", NamesMatch.Same)]
    [InlineData("ESSAI MODELE", "Anne-Lise", NamesMatch.Same)]
    [InlineData("ESSAI MODELE", "ANNE LISE MARIE", NamesMatch.GivenNameDiffers)]
    [InlineData("ESSAI MODELE", "ANN", NamesMatch.GivenNameDiffers)]
    [InlineData("ESSAI", "ANNE", NamesMatch.Different)]
    public void Compare_Names_ByTheirKeys(string family, string given, NamesMatch expected)
    {
        var item = new VerificationItem { Rpps = Anne, FamilyName = family, GivenName = given };
        var physician = new Physician { FamilyName = "ESSAI-MODÈLE", GivenName = "ANNE LISE" };

        Assert.Equal(expected, VerificationRules.Compare(item, physician));
        Assert.Equal(family.Length == 0 ? NamesMatch.NotCompared : NamesMatch.Different, VerificationRules.Compare(item, null));
    }

    [Theory, Engines]
    public async Task BatchVerify_Reader_IsShownToEachPhysician(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(new RegisterFile().Line().Line(Jean, "TEMOIN", "JEAN"));
        await (await app.VerificationAsync("assureur")).BatchVerifyRegistrationsAsync(
            new BatchVerifyRegistrationsRequest { Items = { new VerificationItem { Rpps = Anne }, new VerificationItem { Rpps = Jean } } });

        foreach (var rpps in new[] { Anne, Jean })
        {
            var audit = await app.App.ClientAsync<AuditService.AuditServiceClient>($"medecin-{rpps}");
            ListRecordAccessesResponse accesses = new();
            await Until.TrueAsync(async () =>
            {
                accesses = await audit.ListRecordAccessesAsync(new ListRecordAccessesRequest { Subject = $"physicians/{rpps}" });
                return accesses.Accesses.Count > 0;
            }, "the read is remembered");
            Assert.Equal(("assureur", "BatchVerifyRegistrations"), (accesses.Accesses.Single().Actor, accesses.Accesses.Single().Operation.Split('/')[^1]));
        }
    }
}
