using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Demography;

/// <summary>A register that lives for some weeks, and on every day of it the grouped statement against one look-up a physician.</summary>
public sealed class NaiveCountTests
{
    private const int Seed = 20261122;
    private const int People = 60;
    private const int Weeks = 6;
    private static readonly string[] Councils = ["75", "13", "62"];
    private static readonly string[] Specialties = ["SM53", "SM04", "SM54", ""];
    private static readonly string[] Modes = ["L", "S", "B", ""];
    private static readonly string[] Civilities = ["M", "MME", ""];

    private static readonly DemographyDimension[] Dimensions =
        [DemographyDimension.Council, DemographyDimension.Specialty, DemographyDimension.AgeBand, DemographyDimension.Sex, DemographyDimension.Mode];

    [Theory, Engines]
    public async Task Count_OnAnyDay_IsWhatOneLookUpAfterAnotherFinds(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var people = await LiveAsync(app);
        var statuses = new HashSet<RegistrationStatus>();

        for (var day = RegistryApp.Today.AddDays(-3); day <= RegistryApp.Today.AddDays(Weeks * 7); day = day.AddDays(3))
        {
            var registered = await RegisteredAsync(app, people, day, statuses);
            foreach (var first in Dimensions)
            {
                var other = Dimensions[(Array.IndexOf(Dimensions, first) + 1) % Dimensions.Length];
                Assert.Equal(Naive(registered, day, first), await app.CountAsync(DemographyDesk.Question(day, first)));
                Assert.Equal(Naive(registered, day, first, other), await app.CountAsync(DemographyDesk.Question(day, first, other)));
            }
        }

        // The weeks were worth living.
        Assert.Superset(
            new HashSet<RegistrationStatus> { RegistrationStatus.Registered, RegistrationStatus.StruckOff, RegistrationStatus.Deceased, RegistrationStatus.Left, RegistrationStatus.NoRecord },
            statuses);
    }

    /// <summary>The people whom a look-up finds registered: the register's own rules, one at a time.</summary>
    private static async Task<List<Model>> RegisteredAsync(RegistryApp app, List<Model> people, DateOnly day, HashSet<RegistrationStatus> statuses)
    {
        var answers = await (await app.VerificationAsync()).BatchVerifyRegistrationsAsync(
            new BatchVerifyRegistrationsRequest { Items = { people.Select(person => new VerificationItem { Rpps = person.Rpps, On = day.ToProto() }) } });
        statuses.UnionWith(answers.Answers.Select(answer => answer.Registration.Status));
        return [.. people.Zip(answers.Answers).Where(pair => pair.Second.Registration.Registered).Select(pair => pair.First)];
    }

    private static Dictionary<string, long> Naive(List<Model> registered, DateOnly day, params DemographyDimension[] groupBy) => registered
        .GroupBy(person => string.Join('/', groupBy.Select(dimension => person.Code(dimension, day))))
        .ToDictionary(group => group.Key, group => (long)group.Count());

    /// <summary>Weeks of files, departures, deaths, sanctions and birth dates, of which the model keeps its own account.</summary>
    private static async Task<List<Model>> LiveAsync(RegistryApp app)
    {
        var random = new Random(Seed);
        var people = Enumerable.Range(0, People).Select(number => new Model(NumberedFile.Rpps(number), Civilities[random.Next(3)])).ToList();
        for (var week = 0; week <= Weeks; week++)
        {
            var today = RegistryApp.Today.AddDays(week * 7);
            app.GoTo(today);
            // Who is not in the first file enters with a later one.
            var file = new RegisterFile();
            foreach (var person in people.Where((_, number) => number < People / 2 || number % Weeks < week))
            {
                if (person.States.Count == 0 || random.Next(3) == 0)
                    person.States.Add(new State(today, Councils[random.Next(3)], Specialties[random.Next(4)], Modes[random.Next(4)]));
                var state = person.States[^1];
                file.Person(person.Rpps, person.Civility, state.Council, state.Specialty, state.Mode);
            }

            await app.ImportAsync(file);
            await HappenAsync(app, people, today, random);
        }

        return people;
    }

    private static async Task HappenAsync(RegistryApp app, List<Model> people, DateOnly today, Random random)
    {
        foreach (var person in people.Where(person => person.States.Count > 0 && !person.Gone && random.Next(6) == 0))
        {
            switch (random.Next(5))
            {
                case 0:
                    await DepartAsync(app, person, FactGround.Death, today);
                    break;
                case 1:
                    await DepartAsync(app, person, FactGround.Request, new[] { today.AddDays(-random.Next(5)), person.States[0].From }.Max());
                    break;
                case 2:
                    person.Gone = true;
                    await app.SanctionAsync(person.Rpps, RestrictingSanction.Radiation, today.AddDays(random.Next(20)));
                    break;
                case 3:
                    // Takes nobody off the register.
                    await app.SanctionAsync(person.Rpps, RestrictingSanction.BanFromPractice, today, today.AddDays(9));
                    break;
                default:
                    if (person.BornOn is null)
                        await app.BornAsync(person.Rpps, (person.BornOn = today.AddDays(-random.Next(25 * 365, 85 * 365))).Value);
                    break;
            }
        }
    }

    private static async Task DepartAsync(RegistryApp app, Model person, FactGround ground, DateOnly on)
    {
        person.Gone = true;
        await (await app.RegistrationsAsync($"cdom-{person.States[^1].Council}")).RecordDepartureAsync(
            new RecordDepartureRequest { RequestId = RegistryApp.NewId(), Rpps = person.Rpps, Ground = ground, EffectiveOn = on.ToProto() });
    }

    private sealed record State(DateOnly From, string Council, string Specialty, string Mode);

    private sealed record Model(string Rpps, string Civility)
    {
        public List<State> States { get; } = [];
        public DateOnly? BornOn { get; set; }
        public bool Gone { get; set; }

        public string Code(DemographyDimension dimension, DateOnly day)
        {
            var state = States.LastOrDefault(state => state.From <= day);
            return dimension switch
            {
                DemographyDimension.Council => state?.Council ?? "",
                DemographyDimension.Specialty => state?.Specialty ?? "",
                DemographyDimension.Mode => state?.Mode ?? "",
                DemographyDimension.Sex => Civility switch { "M" => "M", "MME" => "F", _ => "" },
                _ => Band(day),
            };
        }

        private string Band(DateOnly day)
        {
            if (BornOn is not { } born)
                return "";
            var age = day.Year - born.Year - ((day.Month, day.Day).CompareTo((born.Month, born.Day)) < 0 ? 1 : 0);
            return age < 30 ? "-30" : age >= 75 ? "75+" : $"{age / 5 * 5}-{(age / 5 * 5) + 4}";
        }
    }
}
