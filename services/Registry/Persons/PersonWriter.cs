using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.ServiceDefaults.Sql.Bulk;

namespace OrdreCouncils.Registry.Persons;

/// <summary>SQL that writes many persons. Rows that a change replaces or ends stay, with their last day and the revision that ended them.</summary>
/// <param name="today">First day of new rows; replaced rows end the day before, so that a row replaced on its own first day never held.</param>
internal sealed class PersonWriter(SqlSession sql, int number, long revision, DateOnly today)
{
    private static readonly string[] QualificationColumns = ["rpps", "kind", "code", "label", "valid_from", "recorded_in"];

    private readonly List<(PersonChange Change, string SortKey)> physicians = [];
    private readonly List<(string Rpps, QualificationFact Fact)> qualifications = [];
    private readonly List<(string Rpps, ActivityFact Fact)> activities = [];

    public void Enter(PersonChange change)
    {
        physicians.Add((change, SortKey(change.Identity)));
        AddFacts(change);
    }

    public async Task UpdateAsync(PersonChange change, StoredPerson stored)
    {
        var identity = change.Identity;
        if (identity != stored.Identity || change.Council != stored.Council || change.Category != stored.Category)
            await KeepPastAsync(change.Rpps);
        await EndAsync(change);
        await DetailAsync(change);
        AddFacts(change);

        await VersionStore.KeepAsync(sql, change.Rpps, revision);
        await sql.ExecuteAsync(
            """
            update physicians
            set title = @Title, civility = @Civility, family_name = @FamilyName, given_name = @GivenName, council = @Council, category = @Category,
                sort_key = @sortKey, content_hash = @hash, version = @version, changed_in = @number, revision = @revision
            where rpps = @Rpps
            """,
            new
            {
                identity.Title,
                identity.Civility,
                identity.FamilyName,
                identity.GivenName,
                change.Council,
                change.Category,
                sortKey = SortKey(identity),
                hash = change.ContentHash.ToBytes(),
                version = stored.NextVersion,
                number,
                revision,
                change.Rpps,
            });
    }

    /// <summary>Inserts the collected rows in the order of each table's key, so that neighbours land on one page.</summary>
    public async Task FlushAsync()
    {
        physicians.Sort((one, other) => string.CompareOrdinal(one.Change.Rpps, other.Change.Rpps));
        await BulkInsert.RowsAsync(sql, "physicians",
            [
                "rpps", "title", "civility", "family_name", "given_name", "council", "category", "sort_key", "registered_since", "content_hash", "version",
                "valid_from", "recorded_in", "changed_in", "revision",
            ],
            physicians, WritePhysician);
        qualifications.Sort((one, other) => string.CompareOrdinal(one.Rpps, other.Rpps));
        await BulkInsert.RowsAsync(sql, "qualifications", QualificationColumns, qualifications.FindAll(held => !IsDated(held.Fact)), WriteQualification);
        await BulkInsert.RowsAsync(
            sql, "qualifications", [.. QualificationColumns, "recognised_on", "abandoned_on", "valid_to", "ended_in"],
            qualifications.FindAll(held => IsDated(held.Fact)), WriteDatedQualification);
        activities.Sort((one, other) => string.CompareOrdinal(one.Rpps, other.Rpps));
        await BulkInsert.RowsAsync(sql, "activities",
            [
                "rpps", "activity_key", "mode", "sector", "structure", "siret", "finess", "postal_code", "town", "department", "kind", "function",
                "valid_from", "recorded_in",
            ],
            activities, WriteActivity);
    }

    private void WritePhysician(RowWriter row, (PersonChange Change, string SortKey) entered)
    {
        var (change, sortKey) = entered;
        row.Text(change.Rpps);
        row.Text(change.Identity.Title);
        row.Text(change.Identity.Civility);
        row.Text(change.Identity.FamilyName);
        row.Text(change.Identity.GivenName);
        row.Text(change.Council);
        row.Text(change.Category);
        row.Text(sortKey);
        row.Date(today);
        row.Hash(change.ContentHash);
        row.BigNumber(1);
        row.Date(today);
        row.BigNumber(revision);
        row.Number(number);
        row.BigNumber(revision);
    }

    private void WriteQualification(RowWriter row, (string Rpps, QualificationFact Fact) held)
    {
        row.Text(held.Rpps);
        row.Text(held.Fact.Kind);
        row.Text(held.Fact.Code);
        row.Text(held.Fact.Label);
        row.Date(today);
        row.BigNumber(revision);
    }

    private void WriteDatedQualification(RowWriter row, (string Rpps, QualificationFact Fact) held)
    {
        WriteQualification(row, held);
        Day(row, held.Fact.RecognisedOn);
        Day(row, held.Fact.AbandonedOn);
        // A qualification that its source gives as abandoned never held in the register: it ends in the revision that records it.
        Day(row, held.Fact.AbandonedOn);
        if (held.Fact.AbandonedOn is null)
            row.Nothing();
        else
            row.BigNumber(revision);
    }

    private static void Day(RowWriter row, DateOnly? day)
    {
        if (day is { } value)
            row.Date(value);
        else
            row.Nothing();
    }

    private static bool IsDated(QualificationFact fact) => (fact.RecognisedOn ?? fact.AbandonedOn) is not null;

    private void WriteActivity(RowWriter row, (string Rpps, ActivityFact Fact) held)
    {
        var fact = held.Fact;
        row.Text(held.Rpps);
        row.Hash(fact.Hash);
        row.Text(fact.Mode);
        row.Text(fact.Sector);
        row.Text(fact.Structure);
        row.Text(fact.Siret);
        row.Text(fact.Finess);
        row.Text(fact.PostalCode);
        row.Text(fact.Town);
        row.Text(fact.Department);
        row.Text(fact.Detail.Kind ?? "");
        row.Text(fact.Detail.Function ?? "");
        row.Date(today);
        row.BigNumber(revision);
    }

    private void AddFacts(PersonChange change)
    {
        foreach (var fact in change.NewQualifications)
            qualifications.Add((change.Rpps, fact));
        foreach (var fact in change.NewActivities)
            activities.Add((change.Rpps, fact));
    }

    private static string SortKey(Identity identity) => NameKey.Sort(NameKey.Of(identity.FamilyName), NameKey.Of(identity.GivenName));

    private async Task KeepPastAsync(string rpps)
    {
        await sql.ExecuteAsync(
            """
            insert into physicians_past
                (rpps, version, title, civility, family_name, given_name, council, category, valid_from, valid_to, recorded_in, replaced_in)
            select rpps, version, title, civility, family_name, given_name, council, category, valid_from, @yesterday, recorded_in, @revision
            from physicians where rpps = @rpps
            """, new { rpps, yesterday = today.AddDays(-1), revision });
        await sql.ExecuteAsync("update physicians set valid_from = @today, recorded_in = @revision where rpps = @rpps", new { rpps, today, revision });
    }

    private async Task EndAsync(PersonChange change)
    {
        var yesterday = today.AddDays(-1);
        await sql.ExecuteAsync(
            $"""
            update qualifications set valid_to = coalesce(@AbandonedOn, @yesterday), abandoned_on = @AbandonedOn, ended_in = @revision
            where rpps = @Rpps and kind = @Kind and code = @Code and {DatedTables.Qualifications.HoldsNow()}
            """,
            change.EndedQualifications.Select(fact => new { change.Rpps, fact.Kind, fact.Code, fact.AbandonedOn, yesterday, revision }));
        await sql.ExecuteAsync(
            $"""
            update activities set valid_to = @yesterday, ended_in = @revision
            where rpps = @Rpps and activity_key = @key and {DatedTables.Activities.HoldsNow()}
            """,
            change.EndedActivities.Select(fact => new { change.Rpps, key = fact.ToBytes(), yesterday, revision }));
    }

    private async Task DetailAsync(PersonChange change)
    {
        await sql.ExecuteAsync(
            $"""
            update qualifications set recognised_on = @RecognisedOn, recognised_in = @revision
            where rpps = @Rpps and kind = @Kind and code = @Code and {DatedTables.Qualifications.HoldsNow()}
            """,
            change.Recognitions.Select(fact => new { change.Rpps, fact.Kind, fact.Code, fact.RecognisedOn, revision }));
        var details = change.Details.Select(told => new
        {
            change.Rpps,
            key = told.Activity.ToBytes(),
            told.Detail.Kind,
            told.Detail.Function,
            today,
            yesterday = today.AddDays(-1),
            revision,
        }).ToList();
        await sql.ExecuteAsync(
            $"""
            insert into activities_past (rpps, activity_key, kind, function, valid_from, valid_to, recorded_in, replaced_in)
            select rpps, activity_key, kind, function, coalesce(detailed_from, valid_from), @yesterday, coalesce(detailed_in, recorded_in), @revision
            from activities where rpps = @Rpps and activity_key = @key and {DatedTables.Activities.HoldsNow()} and (kind <> '' or function <> '')
            """, details);
        await sql.ExecuteAsync(
            $"""
            update activities set kind = @Kind, function = @Function, detailed_from = @today, detailed_in = @revision
            where rpps = @Rpps and activity_key = @key and {DatedTables.Activities.HoldsNow()}
            """, details);
    }
}
