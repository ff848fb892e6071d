using Grpc.Core;
using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Notices;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.Registry.Requests;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Registry.Registrations;

internal sealed partial class RegistrationsGrpc
{
    private const int LongestDetails = 2000;

    public override async Task<DeclareChangeResponse> DeclareChange(DeclareChangeRequest request, ServerCallContext context)
    {
        var scope = context.Scope();
        // A physician declares to the council that keeps the file: its day is the day of the declaration.
        var place = await database.ReadAsync(sql => PhysicianStore.CouncilAsync(sql, request.Rpps, scope), context.CancellationToken) ?? scope.Council;
        var (requestId, declaration, owesNotice) = Declared(request, LegalDay.Today(clock, place), byPhysician: scope.Person.Length > 0);
        return await changes.RunAsync(context, request, requestId, "", async change =>
        {
            var council = await PhysicianStore.CouncilAsync(change.Sql, request.Rpps, scope) ?? throw Fault.NotFound("physician");
            // The register of New Caledonia, French Polynesia and Wallis-et-Futuna is this one; their holidays are not among the texts read.
            var seat = Departments.IsCounted(council) ? Departments.PlaceOf(council) : Territory.Metropolitan;
            var time = TimeLimits.Compute(LegalRules.ChangeDeclaration, declaration.ChangedOn, seat: seat);
            var notice = owesNotice ? CessationNotices.Time(declaration.ChangedOn, seat) : null;
            await MergeLinks.CheckNotMergedAsync(change.Sql, request.Rpps);
            var row = declaration with { Id = change.NewId(), DueOn = time.LastDay, NoticeDueOn = notice?.LastDay, RecordedAt = change.At };
            await DeclarationStore.AddAsync(change.Sql, row, change.Actor.Person.Subject);
            // The audit log takes neither the details nor an exception: they may be personal.
            change.Audit("registry.change.declared", $"physicians/{row.Rpps}", null, new
            {
                declaration = row.Id,
                kind = row.Kind,
                changedOn = row.ChangedOn,
                declaredOn = row.DeclaredOn,
                late = row.DeclaredOn > row.DueOn,
                noticeDueOn = row.NoticeDueOn,
            });
            return new DeclareChangeResponse
            {
                Declaration = RegistrationMap.ToProto(row),
                DeclarationTime = RegistrationMap.ToProto(time),
                NoticeTime = notice is null ? null : RegistrationMap.ToProto(notice),
            };
        });
    }

    public override async Task<GetRegistrationHistoryResponse> GetRegistrationHistory(GetRegistrationHistoryRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        violations.Rpps(request.Rpps, rppsPolicy);
        violations.ThrowIfAny();

        var response = await database.SnapshotAsync(async sql =>
        {
            if (await PhysicianStore.CouncilAsync(sql, request.Rpps, context.Scope()) is null)
                throw Fault.NotFound("physician");
            var entry = (await RegisterEntries.LoadAsync(sql, request.Rpps))!;
            var notices = (await NoticeStore.OfDeparturesAsync(sql, request.Rpps)).ToLookup(row => row.FactId);
            return new GetRegistrationHistoryResponse
            {
                Registration = RegistrationRules.At(entry.Value, LegalDay.Today(clock)),
                Facts = { (await FactStore.AllAsync(sql, request.Rpps)).Select(row => RegistrationMap.ToProto(row, notices[row.Id])) },
                Declarations = { (await DeclarationStore.AllAsync(sql, request.Rpps)).Select(RegistrationMap.ToProto) },
                Etag = Etag.Of(entry.Version),
                MergedInto = RegisterEntries.MergedInto(request.Rpps, entry.Value),
            };
        }, context.CancellationToken);
        context.ReadsPhysician(request.Rpps, response.MergedInto);
        return response;
    }

    private (string RequestId, DeclarationRow Declaration, bool OwesNotice) Declared(DeclareChangeRequest request, DateOnly today, bool byPhysician)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        violations.Rpps(request.Rpps, rppsPolicy);
        violations.Require(Enum.IsDefined(request.Kind) && request.Kind != DeclarationKind.Unspecified, "kind", "Write what the declaration is about.");
        var declaredOn = violations.OptionalDate(request.DeclaredOn, "declared_on") ?? today;
        violations.Require(
            byPhysician ? declaredOn == today : declaredOn <= today, "declared_on", byPhysician ? "Leave it out." : "Write a day that is not in the future.");
        var changedOn = violations.Date(request.ChangedOn, "changed_on");
        if (changedOn != DateOnly.MinValue)
        {
            var rule = LegalRules.ChangeDeclaration;
            violations.Require(rule.InForceOn(changedOn) is not null, "changed_on", $"Write a day since {rule.Versions[0].From:yyyy-MM-dd}.");
            if (request.Kind == DeclarationKind.Cessation)
                FactRules.CheckDay(violations, changedOn, "changed_on", mayBeAnnounced: true, today);
            else
                violations.Require(changedOn <= declaredOn, "changed_on", "Write a day that is not after declared_on.");
        }

        var owesNotice = CessationNotices.Read(violations, request, changedOn);
        var details = violations.Lines(request.Details, "details", LongestDetails);
        violations.ThrowIfAny();
        return (requestId, new DeclarationRow
        {
            Rpps = request.Rpps,
            Kind = request.Kind.ToString(),
            ChangedOn = changedOn,
            DeclaredOn = declaredOn,
            NoticeException = !owesNotice || request.CessationNotice.Exception == CessationException.Unspecified
                ? ""
                : request.CessationNotice.Exception.ToString(),
            Details = details,
        }, owesNotice);
    }
}
