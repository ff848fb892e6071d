using Grpc.Core;
using OrdreCouncils.Discipline.Affairs;
using OrdreCouncils.Discipline.Cases;
using OrdreCouncils.Discipline.Register;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Secrets;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Discipline.Complaints;

internal sealed partial class ComplaintsGrpc(
    Database database, ChangeRunner changes, IRegisterLookup register, Sealer sealer, Blinder blinder, TimeProvider clock)
    : ComplaintsService.ComplaintsServiceBase
{
    public override async Task<RegisterComplaintResponse> RegisterComplaint(RegisterComplaintRequest request, ServerCallContext context)
    {
        var scope = context.Scope();
        var (requestId, complaint) = ComplaintInput.Read(request, scope.Council, LocalDay.Today(clock, scope));
        // Before the transaction: a slow answer of another service must not hold locks here.
        var entries = await register.FindAsync([.. complaint.Respondents.Select(respondent => respondent.Looked)], on: null, context);
        Competence.Check(scope.Council, complaint.Respondents, entries);
        // Sealed before the transaction too. A repeated request id discards this identifier and its sealed texts.
        var id = Guid.CreateVersion7(clock.GetUtcNow()).ToString();
        var row = new ComplaintRow
        {
            Id = id,
            Council = complaint.Council,
            Year = complaint.RegisteredOn.Year,
            RegisteredOn = complaint.RegisteredOn,
            Regime = complaint.Regime,
            AuthorKind = complaint.AuthorKind,
            Place = complaint.Place,
        };
        row = row with
        {
            SealedAuthor = ComplaintMap.SealAuthor(sealer, row.SealedTo, complaint),
            SealedFacts = sealer.Seal(SealPurposes.Facts, row.SealedTo, complaint.Facts),
        };

        var response = await changes.RunAsync(context, Blinded(request), requestId, "", async change =>
        {
            var number = await ComplaintStore.NextNumberAsync(change.Sql, row.Council, row.Year);
            await AffairStore.InsertAsync(
                change.Sql, id, new NewAffair { Title = complaint.Title, Facts = complaint.Title, FactsOn = complaint.FactsOn, Respondents = [] },
                change.Actor.Person.Subject, change.At);
            await ComplaintStore.InsertAsync(change.Sql, row with { Number = number }, complaint);
            change.Audit("discipline.complaint.registered", Subject(id), null, new
            {
                row.Council, number = ComplaintNumbers.Of(row.Council, row.Year, number), row.RegisteredOn, row.Regime, row.AuthorKind, complaint.Grievances,
                respondents = complaint.Respondents.Count,
            });
            foreach (var (respondent, i) in complaint.Respondents.Select((respondent, i) => (respondent, i)))
                await CaseFiles.OpenAsync(change, Case(change, row, respondent, i, entries[i]));
            return new RegisterComplaintResponse
            {
                Complaint = await ComplaintMap.ReadAsync(change.Sql, (await ComplaintStore.GetAsync(change.Sql, id))!, CaseReach.Of(scope)),
            };
        });
        // The stored answer has neither author nor facts. A repeated request has the same body, so they are in it.
        var told = response.Complaint;
        (told.Author.Name, told.Author.Address, told.Facts) = (complaint.AuthorName, complaint.AuthorAddress, complaint.Facts);
        return response;
    }

    public override async Task<GetComplaintResponse> GetComplaint(GetComplaintRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var id = violations.Uuid(request.ComplaintId, "complaint_id");
        violations.ThrowIfAny();

        var reach = CaseReach.Of(context.Scope());
        var (row, complaint) = await database.SnapshotAsync(
            async sql => await ComplaintStore.GetAsync(sql, id) is { } found ? (found, await ComplaintMap.ReadAsync(sql, found, reach)) : (null, null),
            context.CancellationToken);
        if (complaint is null)
            throw Fault.NotFound("complaint");
        ComplaintMap.AddSecrets(complaint, row!, sealer);
        context.Reads(Subject(id));
        return new GetComplaintResponse { Complaint = complaint };
    }

    private static string Subject(string id) => $"complaints/{id}";

    private static NewCase Case(Change change, ComplaintRow row, NewRespondent respondent, int position, RegisterEntry? entry) => new()
    {
        Id = change.NewId(),
        AffairId = row.Id,
        Position = position,
        Rpps = respondent.Rpps,
        Council = row.Council,
        // For a student and a provider of services the register was asked about someone else, or knows nobody.
        Name = respondent.Kind is RespondentKind.Registered or RespondentKind.Former ? entry!.Name : "",
        Kind = respondent.Kind,
    };

    /// <summary>The request with digests in place of its secret texts.</summary>
    private RegisterComplaintRequest Blinded(RegisterComplaintRequest request)
    {
        var blinded = request.Clone();
        blinded.Facts = blinder.Blind(request.Facts);
        (blinded.Author.Name, blinded.Author.Address) = (blinder.Blind(request.Author.Name), blinder.Blind(request.Author.Address));
        return blinded;
    }
}
