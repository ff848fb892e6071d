using OrdreCouncils.Discipline.Cases;
using OrdreCouncils.Discipline.Complaints;
using OrdreCouncils.Discipline.Conciliations;
using OrdreCouncils.Discipline.Deliberations;
using OrdreCouncils.Discipline.InstructionClock;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Secrets;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Discipline.Instructions;

/// <summary>A registered case at the level of the caller's registry.</summary>
internal sealed record Instance(CaseRow File, InstanceLevel Level, RegistrationRow Registration)
{
    public string Chamber => Registration.Chamber;
}

/// <summary>Operations on a case before a chamber that Hearings uses too.</summary>
internal static class InstanceFiles
{
    /// <summary>Locks a registered case until the transaction ends. NOT_FOUND out of scope, ABORTED for a stale etag, FAILED_PRECONDITION for an ended case and
    /// one that is not registered before the caller's chamber.</summary>
    public static async Task<Instance> LockAsync(Change change, string caseId, RowScope scope, string etag)
    {
        var level = InstanceRules.LevelOf(scope);
        var file = await CaseFiles.LockForChangeAsync(change, caseId, scope);
        Etag.Check(etag, file.Version);
        InstanceRules.CheckOpen(file, level, await InstructionStore.EndedOnAsync(change.Sql, caseId, level));
        var registration = await InstructionStore.RegistrationAsync(change.Sql, caseId, level);
        // The registration of a chamber that lost the case does not count.
        if (registration?.Chamber != InstanceRules.ChamberOf(file, level))
            registration = null;
        return new Instance(file, level, InstanceRules.Registered(file, registration));
    }

    /// <summary>Parties to summon: an author whose withdrawal an order acknowledged is a party no longer.</summary>
    public static async Task<IReadOnlyList<CaseParty>> SummonedAsync(SqlSession sql, CaseRow file) =>
        [.. await InstructionFactStore.AuthorLeftAsync(sql, file.Id) ? CaseParties.Of(file).Where(party => party != CaseParty.Author) : CaseParties.Of(file)];

    /// <summary>Names that no member of a formation may have: those who knew the case in the council, and those of the parties.</summary>
    public static async Task<BarredNames> BarredAsync(Change change, CaseRow file, Sealer sealer)
    {
        var knew = (await DeliberationStore.MembersAsync(change.Sql, file.Id)).Select(member => member.Name)
            .Concat((await ConciliationStore.ConciliatorsAsync(change.Sql, file.Id)).Select(conciliator => conciliator.Name));
        var parties = new List<string>(await CaseFiles.RespondentNamesAsync(change, file));
        if (file.IsComplaint && await ComplaintStore.GetAsync(change.Sql, file.ComplaintId) is { } complaint)
            parties.Add(ComplaintMap.AuthorName(complaint, sealer));
        return new BarredNames([.. knew], parties);
    }
}

/// <summary>Names of persons who may not sit.</summary>
internal sealed record BarredNames(IReadOnlyList<string> Knew, IReadOnlyList<string> Parties);
