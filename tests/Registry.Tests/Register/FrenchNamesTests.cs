using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Duplicates;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.Registry.Verification;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Registry.Fhir;
using OrdreCouncils.Tests.Registry.Snapshots;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Register;

/// <summary>One table of spellings: every part of the register that compares names must agree on it.</summary>
public sealed class FrenchNamesTests
{
    // A registered name, and other spellings of it.
    private static readonly (string Registered, string[] Spellings)[] Same =
    [
        ("N'DIAYE-ESSAI", ["NDIAYE-ESSAI", "ndiaye essai", "N DIAYE ESSAI", "N’Diaye Essai", "NDIAYEESSAI"]),
        ("DES-CHAMPS", ["DESCHAMPS", "Des Champs", "des  champs"]),
        ("DELAFOSSE", ["DE LA FOSSE", "De La Fosse", "DELA-FOSSE"]),
        ("D'HÉRICOURT", ["DHERICOURT", "d hericourt"]),
        ("LŒUILLET", ["LOEUILLET", "L'OEUILLET"]),
        ("SAINT-ESSAI", ["ST ESSAI", "St-Essai", "SAINTESSAI"]),
        ("STE ÉPREUVE", ["SAINTE-EPREUVE", "ste epreuve"]),
        ("JEAN-PIERRE", ["JEANPIERRE", "Jean Pierre", "JEAN PIERRE"]),
        ("MARIE CLAIRE", ["MARIECLAIRE", "Marie-Claire"]),
        ("L'ÉTOILE DE MER", ["LETOILE DEMER", "L ETOILE-DE-MER"]),
    ];

    public static TheoryData<string, string, bool, bool> FirstNames => new()
    {
        // Registered, asked: first words, begins a word.
        { "MARIE CLAIRE", "MARIE", true, true },
        { "MARIE CLAIRE", "MAR", false, true },
        { "MARIE CLAIRE", "CLAIRE", false, true },
        { "MARIE CLAIRE", "LAIRE", false, false },
        { "MARIE CLAIRE", "MARIE CLAIRE ANNE", false, false },
        { "JEAN-PIERRE MARIE", "JEANPIERRE", true, true },
        { "JEANPIERRE MARIE", "JEAN-PIERRE", true, true },
        { "JEANPIERRE", "JEAN", false, true },
        { "JEAN-PIERRE", "PIERRE", false, true },
        { "STÉPHAN", "ST", false, true },
        { "ST GERMAIN", "SAINT", true, true },
        { "ST GERMAIN", "ST", true, true },
    };

    public static TheoryData<string, string> Spellings
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var (registered, spellings) in Same)
            {
                foreach (var spelling in spellings)
                    all.Add(registered, spelling);
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Spellings))]
    public void Verification_AnotherSpelling_IsTheSameName(string registered, string asked)
    {
        var family = new VerificationItem { FamilyName = asked };
        var given = new VerificationItem { FamilyName = "ESSAI", GivenName = asked };

        Assert.Equal(NamesMatch.Same, VerificationRules.Compare(family, new Physician { FamilyName = registered, GivenName = "ANNE" }));
        Assert.Equal(NamesMatch.Same, VerificationRules.Compare(given, new Physician { FamilyName = "ESSAI", GivenName = registered }));
    }

    [Theory]
    [MemberData(nameof(Spellings))]
    public void Duplicates_AnotherSpelling_IsTheSameName(string registered, string asked) => Assert.Contains(
        Likeness.SameNames,
        DuplicateRules.Between(new Physician { FamilyName = registered, GivenName = asked }, new Physician { FamilyName = asked, GivenName = registered }));

    [Theory]
    [MemberData(nameof(FirstNames))]
    public void FirstNames_APartOfThem_CountsByWords(string registered, string asked, bool first, bool begins)
    {
        var item = new VerificationItem { FamilyName = "ESSAI", GivenName = asked };

        Assert.Equal(first ? NamesMatch.Same : NamesMatch.GivenNameDiffers, VerificationRules.Compare(item, new Physician { FamilyName = "Essai", GivenName = registered }));
        Assert.Equal(begins, NameMatch.BeginsWord(NameKey.Of(asked), NameKey.Of(registered)));
        Assert.Equal(begins || asked == "LAIRE", NameMatch.IsPart(NameKey.Of(asked), NameKey.Of(registered)));
    }

    [Theory, OneEngine]
    public async Task Searches_AnotherSpelling_FindThePhysician(SqlEngine engine)
    {
        using var desk = new SnapshotFiles();
        await using var app = await desk.StartAsync(engine);
        var fhir = new FhirClient(app);
        var file = new RegisterFile();
        foreach (var (number, (registered, _)) in Same.Index())
            file.Line(NumberedFile.Rpps(number), registered, "ANNE").Line(NumberedFile.Rpps(number + Same.Length), "ESSAI", registered);
        await app.ImportAsync(file);
        var snapshot = await desk.TakeAsync(app, "cnom-registre");
        var physicians = await app.PhysiciansAsync();
        var missed = new List<string>();

        foreach (var (number, (registered, spellings)) in Same.Index())
        {
            var (family, given) = (NumberedFile.Rpps(number), NumberedFile.Rpps(number + Same.Length));
            foreach (var asked in spellings.Append(registered))
            {
                var name = Uri.EscapeDataString(asked);
                var found = await physicians.SearchPhysiciansAsync(new SearchPhysiciansRequest { FamilyName = asked, WeakestMatch = MatchKind.Exact });
                Note("gRPC", found.Physicians.Any(person => person.Rpps == family));
                Note("FHIR family", (await fhir.IdsAsync($"/fhir/Practitioner?family={name}")).Contains(family));
                Note("FHIR family:contains", (await fhir.IdsAsync($"/fhir/Practitioner?family:contains={name}")).Contains(family));
                Note("FHIR given", (await fhir.IdsAsync($"/fhir/Practitioner?given={name}")).Contains(given));
                // The restriction by date makes the search read each physician instead of the index.
                Note("FHIR read", (await fhir.IdsAsync($"/fhir/Practitioner?name={name}&_lastUpdated=ge2020-01-01")).Contains(given));
                Note("snapshot family", (await SnapshotFiles.ReadAsync(RegistryApp.Today, "find", snapshot, "--keys", desk.Keys, "--name", asked)).Said.Contains(family, StringComparison.Ordinal));
                Note("snapshot both", (await SnapshotFiles.ReadAsync(RegistryApp.Today, "find", snapshot, "--keys", desk.Keys, "--name", asked + " essai")).Said.Contains(given, StringComparison.Ordinal));

                void Note(string where, bool isFound)
                {
                    if (!isFound)
                        missed.Add($"{where}: {asked} for {registered}");
                }
            }
        }

        Assert.Empty(missed);
    }
}
