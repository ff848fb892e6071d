using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Registry.Applications;
using OrdreCouncils.Tests.Registry.Demography;
using OrdreCouncils.Tests.Registry.Duplicates;
using OrdreCouncils.Tests.Registry.Restrictions;

namespace OrdreCouncils.Tests.Registry.Lives;

/// <summary>Simulates some weeks of a register: files, first registrations, departures, transfers, returns, deaths, sanctions, reliefs, merges and birth
/// dates. A model of each person records the same events.</summary>
internal sealed class LivedRegister : IAsyncDisposable
{
    public const int Weeks = 6;

    /// <summary>Last day, late enough for a relief from a radiation of the simulated weeks.</summary>
    public static readonly DateOnly End = RegistryApp.Today.AddDays(Weeks * 7).AddYears(4);

    private const int Seed = 20261122;
    private const int Count = 100;
    private static readonly string[] Councils = ["75", "13", "62"];
    private static readonly string[] Specialties = ["SM53", "SM04", "SM54", ""];
    private static readonly string[] Modes = ["L", "S", "B", ""];
    private static readonly string[] Civilities = ["M", "MME", ""];

    private readonly Random random = new(Seed);
    // These people enter by an application, all others by a file.
    private readonly HashSet<ModelPerson> applicants;
    private readonly Dictionary<ModelPerson, ApplicationPath> pending = [];
    private readonly List<(Merge Merge, ModelPerson Merged)> merges = [];
    private readonly SortedDictionary<string, int> happened = [];

    private LivedRegister(RegistryApp app)
    {
        App = app;
        People = [.. Enumerable.Range(0, Count).Select(number => new ModelPerson(NumberedFile.Rpps(number), Civilities[random.Next(3)]))];
        applicants = [.. People.Where((_, number) => number % 10 == 9)];
    }

    public RegistryApp App { get; }
    public IReadOnlyList<ModelPerson> People { get; }

    /// <summary>Number of events of each kind.</summary>
    public IReadOnlyDictionary<string, int> Happened => happened;

    private DateOnly Today => LegalTime.LegalDay.Today(App.App.Clock);

    /// <param name="atWeeksEnd">Called at the end of each week and on the last day.</param>
    public static async Task<LivedRegister> LiveAsync(SqlEngine engine, Func<LivedRegister, DateOnly, Task>? atWeeksEnd = null)
    {
        var register = new LivedRegister(await RegistryApp.StartAsync(engine));
        for (var week = 0; week <= Weeks; week++)
        {
            register.App.GoTo(RegistryApp.Today.AddDays(week * 7));
            await register.ImportAsync(week);
            foreach (var person in register.People.Where(person => person.Kept is null))
                await register.RandomEventAsync(person);
            await register.MergeAndUndoAsync();
            if (atWeeksEnd is not null)
                await atWeeksEnd(register, register.Today);
        }

        await register.EndAsync();
        if (atWeeksEnd is not null)
            await atWeeksEnd(register, End);

        return register;
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();

    /// <summary>Imports the week's file. It has half of the people every week, others from a later week on, and an applicant only after the entry.</summary>
    private async Task ImportAsync(int week)
    {
        var file = new RegisterFile();
        var named = People.Where((person, number) => applicants.Contains(person) ? person.States.Count > 0 : number < Count / 2 || number % Weeks < week);
        foreach (var person in named)
        {
            if (person.States.Count == 0 || random.Next(3) == 0)
                person.States.Add(new ModelState(Today, person.Placed ? person.States[^1].Council : Pick(Councils), Pick(Specialties), Pick(Modes)));
            var state = person.States[^1];
            file.Person(person.Rpps, person.Civility, state.Council, state.Specialty, state.Mode);
        }

        await App.ImportAsync(file);
    }

    private Task RandomEventAsync(ModelPerson person)
    {
        // No events for a person with a merged number or a radiation after the first day.
        if (person.Keeps || person.Radiations.Any(one => one.From > RegistryApp.Today))
            return Task.CompletedTask;
        return (person.StatusOn(Today), random.Next(6)) switch
        {
            (RegistrationStatus.NoRecord, < 2) when applicants.Contains(person) => ApplyAndDecideAsync(person, "first registration", accepted: true),
            (RegistrationStatus.Registered, < 2) => RandomEventOfRegisteredAsync(person),
            (RegistrationStatus.InTransfer, < 2) => ApplyAndDecideAsync(person, "transfer accepted", accepted: true),
            (RegistrationStatus.InTransfer, 2) => ApplyAndDecideAsync(person, "transfer refused", accepted: false),
            (RegistrationStatus.InTransfer, _) when !pending.ContainsKey(person) => ApplyAsync(person),
            (RegistrationStatus.Left, < 3) => ApplyAndDecideAsync(person, person.Radiations.Count > 0 ? "return after a relief" : "return", accepted: true),
            (RegistrationStatus.StruckOff, < 4) => RelieveAsync(person, Today.AddDays(random.Next(7))),
            _ => Task.CompletedTask,
        };
    }

    private async Task RandomEventOfRegisteredAsync(ModelPerson person)
    {
        switch (random.Next(8))
        {
            case 0:
                await DepartAsync(person, FactGround.Death, Move.Death, Today);
                break;
            case 1 or 2:
                await DepartAsync(person, FactGround.Request, Move.Departure, new[] { Today.AddDays(-random.Next(5)), person.LastMove }.Max());
                break;
            case 3 or 4:
                await DepartAsync(person, FactGround.TransferOut, Move.Transfer, Today);
                break;
            case 5 when person.Radiations.Count == 0:
                // Either long ago, so that a relief may be requested, or soon.
                var from = random.Next(3) > 0 ? new DateOnly(2022, 6, 1) : Today.AddDays(1 + random.Next(20));
                await App.SanctionAsync(person.Rpps, RestrictingSanction.Radiation, from);
                person.Radiations.Add((from, null));
                Note("radiation");
                break;
            case 6:
                // A ban does not remove the person from the register.
                await App.SanctionAsync(person.Rpps, RestrictingSanction.BanFromPractice, Today, Today.AddDays(9));
                person.Bans.Add((Today, Today.AddDays(9)));
                Note("ban");
                break;
            default:
                if (person.BornOn is null)
                    await App.BornAsync(person.Rpps, (person.BornOn = Today.AddDays(-random.Next(25 * 365, 85 * 365))).Value);
                break;
        }
    }

    private async Task DepartAsync(ModelPerson person, FactGround ground, Move move, DateOnly on)
    {
        await (await App.RegistrationsAsync($"cdom-{person.States[^1].Council}")).RecordDepartureAsync(
            new RecordDepartureRequest { RequestId = RegistryApp.NewId(), Rpps = person.Rpps, Ground = ground, EffectiveOn = on.ToProto() });
        person.Happens(move, on);
        Note(ground.ToString());
    }

    private async Task ApplyAndDecideAsync(ModelPerson person, string kind, bool accepted)
    {
        if (!pending.ContainsKey(person))
            await ApplyAsync(person);
        pending.Remove(person, out var application);
        var path = application!;
        // The decision has an earlier date than its recording.
        var on = new[] { Recently(person), path.Now.ReceivedOn.Day() }.Max();
        path.On = on;
        await path.ExamineAsync();
        await path.DecideAsync(accepted, accepted ? RefusalGround.Unspecified : RefusalGround.MoralityOrIndependence);

        if (accepted)
        {
            var (before, now, specialty) = (person.StateOn(on), person.StateOn(Today), path.Now.Qualifications[0].Code);
            // The council applies from the day of the decision; other new facts apply from today.
            person.States.Add(new ModelState(on, path.Now.Council, before?.Specialty ?? specialty, before?.Mode ?? ""));
            person.States.Add(new ModelState(Today, path.Now.Council, specialty, now?.Mode ?? ""));
        }

        person.Happens(accepted ? Move.Entry : Move.Departure, on);
        Note(kind);
    }

    /// <summary>Submits an application to a random council; a later step decides it.</summary>
    private async Task ApplyAsync(ModelPerson person)
    {
        var (on, specialty) = (Recently(person), Pick(Specialties[..3]));
        var submission = ApplicationPath.Submission(person.Rpps);
        submission.Identity.Civility = person.Civility;
        // Early enough for the summons before a refusal.
        var received = person.StatusOn(Today) == RegistrationStatus.InTransfer ? on.AddDays(-20) : on;
        submission.ReceivedOn = received.ToProto();
        submission.Qualifications.Clear();
        submission.Qualifications.Add(new Qualification { Kind = "S", Code = specialty, Label = $"Spécialité {specialty}" });
        pending[person] = new ApplicationPath(App);
        await pending[person].SubmitAsync(submission, $"cdom-{Pick(Councils)}");
        if (person.StatusOn(Today) == RegistrationStatus.InTransfer)
        {
            person.Happens(Move.TransferApplication, new[] { received, person.LastMove }.Max());
            Note("transfer applied for");
        }
    }

    /// <summary>Today, or one or two days ago, but not before the person's last event.</summary>
    private DateOnly Recently(ModelPerson person) => person.States.Count == 0
        ? Today.AddDays(-random.Next(3))
        : new[] { Today.AddDays(-random.Next(3)), person.LastMove }.Max();

    private async Task RelieveAsync(ModelPerson person, DateOnly on)
    {
        var (from, _) = person.Radiations[0];
        var relief = ReliefTests.Relief(await ReliefTests.RadiationAsync(App, person.Rpps));
        relief.FinalOn = from.AddDays(-1).ToProto();
        relief.RequestedOn = relief.DecidedOn = from.AddYears(3).AddDays(1).ToProto();
        relief.EffectiveOn = on.ToProto();
        await (await App.RestrictionsAsync()).RecordReliefAsync(relief);
        person.Radiations[0] = (from, on);
        Note("relief");
    }

    /// <summary>Years later: relieves the people struck off during the weeks; some of them enter again, without other known facts.</summary>
    private async Task EndAsync()
    {
        App.GoTo(End);
        var struckOff = People.Where(person => person.Kept is null && !person.Keeps
            && person.StatusOn(End) == RegistrationStatus.StruckOff && person.Radiations.Any(one => one.From > RegistryApp.Today));
        foreach (var person in struckOff.ToList())
        {
            await RelieveAsync(person, End.AddDays(-2));
            if (random.Next(4) > 0)
                await ApplyAndDecideAsync(person, "return after years", accepted: true);
        }
    }

    private async Task MergeAndUndoAsync()
    {
        var free = People.Where(person => person.States.Count > 0 && person.Kept is null && !person.Keeps && !pending.ContainsKey(person)).ToList();
        for (var i = 0; i < 3; i++)
        {
            var (kept, merged) = (Pick(free), Pick(free));
            if (kept == merged || kept.Kept is not null || merged.Kept is not null || merged.Keeps
                || (merged.StatusOn(Today) == RegistrationStatus.Deceased && kept.StatusOn(Today) != RegistrationStatus.Deceased))
            {
                continue;
            }

            merges.Add((await App.MergeAsync(kept.Rpps, merged.Rpps), merged));
            merged.MergeInto(kept);
            Note("merge");
        }

        if (merges.Count > 3 && random.Next(2) == 0)
        {
            var (merge, merged) = merges[0];
            merges.RemoveAt(0);
            await App.UndoAsync(merge);
            merged.Part();
            Note("merge undone");
        }
    }

    private T Pick<T>(IReadOnlyList<T> some) => some[random.Next(some.Count)];

    private void Note(string kind) => happened[kind] = happened.GetValueOrDefault(kind) + 1;
}
