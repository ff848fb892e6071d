using Google.Protobuf;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using static OrdreCouncils.Tests.Registry.Restrictions.SuspensionTests;

namespace OrdreCouncils.Tests.Registry.Restrictions;

/// <summary>A suspension that is recorded, notified, appealed, renewed and lifted, step by step; and what others than the president are answered, and what
/// the store holds, without ids, numbers and instants.</summary>
internal sealed class Procedure(RegistryApp app, string rpps, SuspensionKind kind)
{
    public static readonly IReadOnlyList<Func<Procedure, Task>> Steps =
    [
        procedure => procedure.RecordAsync(), procedure => procedure.NotifyAsync(), procedure => procedure.AppealAsync(), procedure => procedure.RenewAsync(),
        procedure => procedure.LiftAsync(), procedure => procedure.ListAsync(),
    ];

    private static readonly DateOnly LiftedOn = new(2026, 9, 11);
    private readonly List<string> ids = [rpps];
    private Suspension suspension = new();

    public List<string> Answers { get; } = [];

    public async Task<IReadOnlyList<string>> RowsAsync()
    {
        var rows = new List<string>();
        foreach (var query in new[]
        {
            """
            select kind || ' ' || part || ' ' || effective_on || ' ' || ends_on || ' ' || coalesce(cast(lifted_on as text), '-') || ' '
                || coalesce(cast(requested_on as text), '-') || ' ' || coalesce(cast(decided_on as text), '-') || ' ' || lift_ground || ' '
                || coalesce(cast(expertise_asked_on as text), '-') || ' ' || coalesce(cast(expertise_on as text), '-') || ' '
                || coalesce(cast(training_proven_on as text), '-') || ' ' || version
            from suspensions where rpps = @rpps order by id, version
            """,
            """
            select length(g.sealed) || ' ' || length(g.terms) || ' ' || coalesce(length(g.lift), 0)
            from suspension_grounds g where g.suspension_id in (select s.id from suspensions s where s.rpps = @rpps) order by g.suspension_id
            """,
            "select recipient || ' ' || due_on || ' ' || withdrawal from notices where rpps = @rpps order by suspension_id, withdrawal, recipient",
            """
            select a.appellant || ' ' || a.lodged_on from suspension_appeals a
            where a.suspension_id in (select s.id from suspensions s where s.rpps = @rpps) order by a.suspension_id
            """,
            "select a.kind || ' ' || a.body from audit_entries a where a.subject = 'physicians/' || @rpps and a.kind like 'registry.suspension%' order by a.sequence",
            """
            select a.operation || ' ' || a.count || ' ' || a.granted from record_accesses a
            where a.subject = 'physicians/' || @rpps and a.purpose = 'PractitionerHealth' order by a.operation
            """,
            """
            select r.operation || ' ' || substr(r.body_hash, 1, 6) || ' ' || length(r.body_hash) || ' ' || length(r.response)
            from requests r join audit_entries a on a.request_id = r.request_id
            where a.subject = 'physicians/' || @rpps and a.kind like 'registry.suspension%' order by a.sequence
            """,
        })
        {
            rows.AddRange((await app.App.Database.ReadAsync(sql => sql.QueryAsync<string>(query, new { rpps }), default)).Select(Plain));
        }

        return rows;
    }

    private async Task RecordAsync()
    {
        var request = new RecordSuspensionRequest(Request(kind, new DateOnly(2026, 6, 12))) { Rpps = rpps, RequestedOn = RegistryApp.Date(2026, 2, 23) };
        Shown((await (await app.RestrictionsAsync()).RecordSuspensionAsync(request)).Suspension);
    }

    private async Task NotifyAsync() => Shown((await (await app.RestrictionsAsync()).RecordSuspensionNotificationAsync(new RecordSuspensionNotificationRequest
    {
        RequestId = RegistryApp.NewId(),
        SuspensionId = suspension.SuspensionId,
        Recipient = NotificationRecipient.Applicant,
        NotifiedOn = RegistryApp.Today.ToProto(),
    })).Suspension);

    private async Task AppealAsync() => Shown((await (await app.RestrictionsAsync()).RecordSuspensionAppealAsync(new RecordSuspensionAppealRequest
    {
        RequestId = RegistryApp.NewId(),
        SuspensionId = suspension.SuspensionId,
        Appellant = SuspensionAppellant.Practitioner,
        LodgedOn = RegistryApp.Today.ToProto(),
    })).Suspension);

    private async Task RenewAsync() =>
        Shown((await (await app.HealthAsync()).RenewSuspensionAsync(Renew(suspension, new DateOnly(2026, 9, 10)))).Suspension);

    private async Task LiftAsync()
    {
        app.GoTo(LiftedOn);
        var proven = RegistryApp.Date(2026, 9, 4);
        var request = Lift(suspension, LiftedOn);
        if (kind == SuspensionKind.Infirmity)
            request = new LiftSuspensionRequest(request) { ExpertiseAskedOn = RegistryApp.Date(2026, 7, 8), ExpertiseOn = proven };
        else
            request.TrainingProvenOn = proven;
        Shown((await (await app.HealthAsync()).LiftSuspensionAsync(request)).Suspension);
    }

    private async Task ListAsync()
    {
        foreach (var reader in new[] { "cnom-registre", "cdom-75-president" })
        {
            Show(await (await app.RestrictionsAsync(reader)).ListSuspensionsAsync(new ListSuspensionsRequest { Rpps = rpps }));
            var owed = await (await app.RegistrationsAsync(reader)).ListOwedNotificationsAsync(new ListOwedNotificationsRequest { PageSize = 200 });
            // A name is the physician's, as the number is: it tells no kind.
            foreach (var notice in owed.Notifications.Where(notice => notice.Rpps == rpps))
                Show(new OwedNotification(notice) { FamilyName = "", GivenName = "" });
        }

        Show(await app.VerifyAsync(rpps));
        await (await app.HealthAsync()).ListSuspensionDetailsAsync(new ListSuspensionDetailsRequest { Rpps = rpps });
        await (await app.HealthAsync()).GetSuspensionGroundAsync(new GetSuspensionGroundRequest { SuspensionId = suspension.SuspensionId });
    }

    private void Shown(Suspension answered)
    {
        suspension = answered;
        ids.Add(answered.SuspensionId);
        Show(answered);
    }

    private void Show(IMessage answer) => Answers.Add(Plain(answer.ToString()!));

    private string Plain(string text)
    {
        foreach (var (at, id) in ids.Distinct().Index())
            text = text.Replace(id, $"<{at}>", StringComparison.Ordinal);
        return System.Text.RegularExpressions.Regex.Replace(text, "\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "<at>");
    }
}
