using OrdreCouncils.Discipline.Cases;
using OrdreCouncils.Discipline.Register;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Secrets;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.ServiceDefaults.Work;

namespace OrdreCouncils.Discipline.AffairLists;

/// <summary>Looks up the lines that are due, and opens a case for each physician who is sure or chosen. Several replicas may run it: the one that changes a
/// line first does the work.</summary>
internal sealed class AffairListWork(
    Database database, ChangeRunner changes, RegisterSearch register, Sealer sealer, TimeProvider clock, ILogger<AffairListWork> log)
    : PeriodicWork(Every, clock, log)
{
    private const int AtMost = 200;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private readonly TimeProvider clock = clock;

    public override async Task RunOnceAsync(CancellationToken cancellation)
    {
        var away = false;
        await EachAsync(
            await database.ReadAsync(sql => AffairLineStore.DueAsync(sql, clock.GetUtcNow(), AtMost), cancellation),
            async id =>
            {
                // The other lines stay due: each would wait for the register in vain.
                if (!away)
                    away = !await AdvanceAsync(id, cancellation);
            });
    }

    /// <returns>False when the register does not answer.</returns>
    private async Task<bool> AdvanceAsync(string id, CancellationToken cancellation)
    {
        var row = await database.ReadAsync(sql => AffairLineStore.GetAsync(sql, id), cancellation);
        // Another replica may have taken it since the list was read.
        if (row is not { DueAt: { } dueAt, SealedPerson: { } text } || dueAt > clock.GetUtcNow())
            return true;
        try
        {
            if (row.Rpps.Length > 0)
            {
                var person = await register.FindAsync(row.Rpps, cancellation);
                await ChangeAsync(
                    row, change => person is null ? SetOpenAsync(change, row, new MatchFinding(null, [], [])) : DeliverAsync(change, row, person),
                    cancellation);
                return true;
            }

            var finding = await FindAsync(ListedPerson.Open(sealer, row.SealedTo, text), cancellation);
            await ChangeAsync(row, change => finding.Sure is null ? SetOpenAsync(change, row, finding) : DeliverSureAsync(change, row, finding), cancellation);
            return true;
        }
        catch (RegisterAwayException)
        {
            await SetAwayAsync(row, cancellation);
            return false;
        }
    }

    private async Task<MatchFinding> FindAsync(ListedPerson listed, CancellationToken cancellation)
    {
        var byNumber = listed.Rpps.Length > 0 ? await register.FindAsync(listed.Rpps, cancellation) : null;
        // The register logs each physician whom a search shows: without need there is no search.
        var byName = MatchRules.IsSure(listed, byNumber) ? [] : await register.SearchAsync(listed.FamilyName, listed.GivenName, cancellation);
        return MatchRules.Find(listed, byNumber, byName);
    }

    private Task<bool> ChangeAsync(AffairLineRow read, Func<Change, Task> work, CancellationToken cancellation) => changes.RunAsync(
        "discipline", "AffairListWork", "",
        async change =>
        {
            if (await AffairLineStore.LockAsync(change.Sql, read.Id) is { } row && row.Version == read.Version)
                await work(change);
            else
                change.Unchanged();
        },
        cancellation);

    private static async Task DeliverSureAsync(Change change, AffairLineRow row, MatchFinding finding)
    {
        await AffairLineStore.SetCandidatesAsync(change.Sql, row.Id, finding.Candidates);
        await DeliverAsync(change, row, finding.Sure!);
    }

    private static async Task DeliverAsync(Change change, AffairLineRow row, RegisterPerson person)
    {
        var next = row with { Rpps = person.Rpps, Problem = DeliveryRules.ProblemOf(person), LookedUpAt = row.LookedUpAt ?? change.At, Attempts = 0 };
        if (next.Problem != DeliveryProblem.Unspecified)
        {
            next = next with { State = AffairLineState.Undeliverable, DueAt = change.At + DeliveryRules.RegisterPause };
            await AffairLineStore.UpdateAsync(change.Sql, next);
            change.Audit("discipline.affair_line.undelivered", Subject(row), null, new { row.Number, next.Problem });
            return;
        }

        var known = await AffairLineStore.CaseOfAsync(change.Sql, row.AffairId, person.Rpps);
        var caseId = known ?? change.NewId();
        if (known is null)
        {
            await CaseFiles.OpenAsync(change, new NewCase
            {
                Id = caseId, AffairId = row.AffairId, Position = row.Number, Rpps = person.Rpps, Council = person.Council, Name = person.Name,
                Kind = DeliveryRules.KindOf(person),
            });
        }

        await AffairLineStore.UpdateAsync(
            change.Sql, next with { State = AffairLineState.Delivered, CaseId = caseId, Doubts = "", DueAt = null, SealedPerson = null });
        await AffairLineStore.KeepCandidateAsync(change.Sql, row.Id, person.Rpps);
        change.Audit("discipline.affair_line.delivered", Subject(row), null, new { row.Number, caseId, opened = known is null });
    }

    private static async Task SetOpenAsync(Change change, AffairLineRow row, MatchFinding finding)
    {
        var state = finding.Candidates.Count == 0 ? AffairLineState.Unmatched : AffairLineState.Doubtful;
        await AffairLineStore.SetCandidatesAsync(change.Sql, row.Id, finding.Candidates);
        await AffairLineStore.UpdateAsync(change.Sql, row with
        {
            State = state, Problem = DeliveryProblem.Unspecified, Doubts = string.Join(',', finding.Doubts), Rpps = "", ChosenBy = "",
            Attempts = 0, DueAt = null,
            LookedUpAt = row.LookedUpAt ?? change.At,
        });
        change.Audit("discipline.affair_line.looked_up", Subject(row), null, new { row.Number, state, candidates = finding.Candidates.Count });
    }

    /// <summary>The first failure is told; later ones only move the next try.</summary>
    private async Task SetAwayAsync(AffairLineRow row, CancellationToken cancellation)
    {
        var (attempts, dueAt) = (row.Attempts + 1, clock.GetUtcNow() + DeliveryRules.PauseAfter(row.Attempts));
        if (row is { State: AffairLineState.Undeliverable, Problem: DeliveryProblem.RegisterUnavailable })
        {
            await database.WriteAsync(sql => AffairLineStore.PostponeAsync(sql, row, attempts, dueAt), cancellation);
            return;
        }

        await ChangeAsync(
            row,
            async change =>
            {
                var next = row with
                {
                    State = AffairLineState.Undeliverable, Problem = DeliveryProblem.RegisterUnavailable, Attempts = attempts, DueAt = dueAt,
                };
                await AffairLineStore.UpdateAsync(change.Sql, next);
                change.Audit("discipline.affair_line.undelivered", Subject(row), null, new { row.Number, next.Problem });
            },
            cancellation);
    }

    private static string Subject(AffairLineRow row) => $"affairs/{row.AffairId}";
}
