using OrdreCouncils.Protos.Formats;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Search;

/// <summary>Searches by typed names, and by the other criteria.</summary>
public sealed class TypedNameTests
{
    private static readonly (string Family, string Given)[] People =
    [
        ("DURAND", "JEAN"), ("DURAND", "Jean-Pierre"), ("DE LA TOUR", "Anne"), ("DELATOUR", "Zoé"), ("MARTIN-DUPONT", "Paul"), ("MARTIN DUPONT", "Marie"),
        ("DUPONT", "Luc"), ("D'HAUTEVILLE", "Ève"), ("SAINT-MARTIN", "Éloi"), ("ST GERMAIN", "Léa"), ("LŒUILLET", "Inès"), ("LEFÈVRE", "Rémi"),
        ("LEFEBVRE", "Noé"), ("STRAßER", "Uwe"), ("PERCENT", "Al"),
    ];

    [Theory]
    [OneEngine("durand jean", "Exact DURAND JEAN|Prefix DURAND Jean-Pierre")]
    [OneEngine("Jean DURAND", "Exact DURAND JEAN|Prefix DURAND Jean-Pierre")]
    [OneEngine("j. durand", "Prefix DURAND JEAN|Prefix DURAND Jean-Pierre")]
    [OneEngine("durand j-p", "Prefix DURAND Jean-Pierre")]
    [OneEngine("Pierre Durand", "Word DURAND Jean-Pierre")]
    [OneEngine("de la tour", "Exact DE LA TOUR Anne|Exact DELATOUR Zoé")]
    [OneEngine("delatour", "Exact DE LA TOUR Anne|Exact DELATOUR Zoé")]
    [OneEngine("DE-LA-TOUR", "Exact DE LA TOUR Anne|Exact DELATOUR Zoé")]
    [OneEngine("anne de la tour", "Exact DE LA TOUR Anne")]
    [OneEngine("la tour", "Word DE LA TOUR Anne|Contains DELATOUR Zoé")]
    [OneEngine("martin-dupont", "Exact MARTIN DUPONT Marie|Exact MARTIN-DUPONT Paul")]
    [OneEngine("dupont martin", "Word MARTIN DUPONT Marie|Word MARTIN-DUPONT Paul")]
    [OneEngine("dupont", "Exact DUPONT Luc|Word MARTIN DUPONT Marie|Word MARTIN-DUPONT Paul")]
    [OneEngine("dhauteville", "Exact D'HAUTEVILLE Ève")]
    [OneEngine("d’hauteville ève", "Exact D'HAUTEVILLE Ève")]
    [OneEngine("hauteville", "Word D'HAUTEVILLE Ève")]
    [OneEngine("saint martin", "Exact SAINT-MARTIN Éloi")]
    [OneEngine("st martin", "Exact SAINT-MARTIN Éloi")]
    [OneEngine("saint germain", "Exact ST GERMAIN Léa")]
    [OneEngine("loeuillet", "Exact LŒUILLET Inès")]
    [OneEngine("strasser", "Exact STRAßER Uwe")]
    [OneEngine("auteville", "Contains D'HAUTEVILLE Ève")]
    [OneEngine("lefeuvre", "SoundsAlike LEFEBVRE Noé|SoundsAlike LEFÈVRE Rémi")]
    [OneEngine("lefèvre", "Exact LEFÈVRE Rémi|SoundsAlike LEFEBVRE Noé")]
    [OneEngine("rémi lefebvre", "SoundsAlike LEFÈVRE Rémi")]
    [OneEngine("jean", "Word DURAND JEAN|Word DURAND Jean-Pierre")]
    [OneEngine("per%", "Prefix PERCENT Al")]
    [OneEngine("p_rcent", "")]
    [OneEngine("p*", "Prefix PERCENT Al|Word MARTIN-DUPONT Paul|Word DURAND Jean-Pierre")]
    public async Task SearchPhysicians_Name_FindsBestFirst(SqlEngine engine, string name, string found)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(File());

        var response = await (await app.PhysiciansAsync()).SearchPhysiciansAsync(new SearchPhysiciansRequest { Name = name });

        Assert.Equal(Ordered(found), Ordered(string.Join('|', response.Physicians.Select(person => $"{person.Match} {person.FamilyName} {person.GivenName}"))));
        Assert.Equal(response.Physicians.Select(person => person.Match).Order(), response.Physicians.Select(person => person.Match));
    }

    [Theory]
    [OneEngine(MatchKind.Exact, "DUPONT")]
    [OneEngine(MatchKind.Word, "DUPONT|MARTIN DUPONT|MARTIN-DUPONT")]
    public async Task SearchPhysicians_WeakestMatch_LeavesOutWeaker(SqlEngine engine, MatchKind weakest, string found)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(File());

        var response = await (await app.PhysiciansAsync()).SearchPhysiciansAsync(new SearchPhysiciansRequest { FamilyName = "dupont", WeakestMatch = weakest });

        Assert.Equal(found, string.Join('|', response.Physicians.Select(person => person.FamilyName)));
    }

    [Theory]
    [OneEngine("St Denis", "", "A|B")]
    [OneEngine("SAINT-DENIS", "S", "B")]
    [OneEngine("97400", "", "A|B")]
    [OneEngine("93200", "", "")]
    [OneEngine("paris", "", "C|D")]
    [OneEngine("Paris 11e", "", "C")]
    [OneEngine("Paris 11", "L", "C")]
    [OneEngine("Paris 11", "S", "")]
    [OneEngine("Lyon cedex 03", "", "E")]
    [OneEngine("chalon s/ saône", "", "F")]
    [OneEngine("Pari", "", "")]
    [OneEngine("", "S", "B|C")]
    public async Task SearchPhysicians_MunicipalityAndMode_AreOneActivitys(SqlEngine engine, string municipality, string mode, string found)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(new RegisterFile()
            .Line(Rpps(1), "A", postalCode: "97400", town: "Saint-Denis")
            .Line(Rpps(2), "B", postalCode: "97400", town: "ST DENIS", mode: "S")
            .Line(Rpps(3), "C", postalCode: "75011", town: "Paris 11e Arrondissement")
            .Line(Rpps(3), "C", postalCode: "13001", town: "Marseille 1er Arrondissement", mode: "S")
            .Line(Rpps(4), "D", postalCode: "75012", town: "PARIS 12E ARRONDISSEMENT")
            .Line(Rpps(5), "E", postalCode: "69003", town: "Lyon Cedex 03")
            .Line(Rpps(6), "F", postalCode: "71100", town: "Chalon-sur-Saône"));

        var response = await (await app.PhysiciansAsync()).SearchPhysiciansAsync(new SearchPhysiciansRequest { Municipality = municipality, Mode = mode });

        Assert.Equal(found, string.Join('|', response.Physicians.Select(person => person.FamilyName)));
        Assert.All(response.Physicians, person => Assert.Equal(MatchKind.Unspecified, person.Match));
    }

    [Theory]
    [OneEngine(SoughtStatus.Any, "A|B|C")]
    [OneEngine(SoughtStatus.Registered, "A|B")]
    [OneEngine(SoughtStatus.MayPractise, "A")]
    [OneEngine(SoughtStatus.Restricted, "B")]
    [OneEngine(SoughtStatus.OffRegister, "C")]
    public async Task SearchPhysicians_Status_IsTodays(SqlEngine engine, SoughtStatus status, string found)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(new RegisterFile().Line(Rpps(1), "A").Line(Rpps(2), "B").Line(Rpps(3), "C"));
        var client = await app.PhysiciansAsync();
        Assert.Equal(3, (await client.SearchPhysiciansAsync(new SearchPhysiciansRequest { Status = SoughtStatus.MayPractise })).Physicians.Count);
        await app.SanctionAsync(Rpps(2), RestrictingSanction.BanFromPractice, RegistryApp.Today, RegistryApp.Today.AddDays(10));
        await app.SanctionAsync(Rpps(3), RestrictingSanction.Radiation, RegistryApp.Today);

        var response = await client.SearchPhysiciansAsync(new SearchPhysiciansRequest { Status = status });

        Assert.Equal(found, string.Join('|', response.Physicians.Select(person => person.FamilyName)));
        // The ban ends on this day without a write.
        app.GoTo(RegistryApp.Today.AddDays(11));
        Assert.Empty((await client.SearchPhysiciansAsync(new SearchPhysiciansRequest { Status = SoughtStatus.Restricted })).Physicians);
    }

    [Theory, Engines]
    public async Task SearchPhysicians_Specialties_AnyOfThem(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(new RegisterFile().Line(Rpps(1), "A", specialty: "SM04").Line(Rpps(2), "B", specialty: "SM20").Line(Rpps(3), "C"));

        var response = await (await app.PhysiciansAsync()).SearchPhysiciansAsync(new SearchPhysiciansRequest { Specialty = "SM04", Specialties = { "SM20", "SM99" } });

        Assert.Equal("A|B", string.Join('|', response.Physicians.Select(person => person.FamilyName)));
    }

    private static RegisterFile File() => People.Select((person, n) => (person, n)).Aggregate(
        new RegisterFile(), (file, next) => file.Line(Rpps(next.n), next.person.Family, next.person.Given));

    // Another test checks the order of the matches.
    private static string Ordered(string found) => string.Join('|', found.Split('|').Order(StringComparer.Ordinal));

    private static string Rpps(int n) => RppsNumber.WithKey(1_050_000_000 + n).Value;
}
