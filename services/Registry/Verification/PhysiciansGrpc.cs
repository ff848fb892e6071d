using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Formats;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.Registry.Requests;
using OrdreCouncils.Registry.Search;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Caching;
using OrdreCouncils.ServiceDefaults.Errors;
using Date = OrdreCouncils.Protos.Common.V1.Date;

namespace OrdreCouncils.Registry.Verification;

internal sealed class PhysiciansGrpc(RegisterEntries entries, RegisterStart start, SearchResponder searches, TimeProvider clock, RppsPolicy rppsPolicy)
    : PhysiciansService.PhysiciansServiceBase
{
    public override async Task<GetPhysicianResponse> GetPhysician(GetPhysicianRequest request, ServerCallContext context)
    {
        var (on, knownAt) = Read(request.Rpps, request.On, request.KnownAt);
        var answer = await FindAsync(request.Rpps, knownAt, context);
        return new GetPhysicianResponse
        {
            Physician = Present(answer).Physician,
            Registration = RegistrationRules.At(answer.Value, on),
            StaleSince = Stale(answer),
            MergedInto = RegisterEntries.MergedInto(request.Rpps, answer.Value),
            KnownSince = RegisterStart.OfPlain(answer.Value) ?? (await KnownSinceAsync(answer, knownAt, context))?.ToProto(),
        };
    }

    public override async Task<GetOwnRecordResponse> GetOwnRecord(GetOwnRecordRequest request, ServerCallContext context)
    {
        var answer = await FindAsync(context.Scope().Person, null, context);
        return new GetOwnRecordResponse
        {
            Physician = Present(answer).Physician,
            Registration = RegistrationRules.At(answer.Value, LegalDay.Today(clock)),
            StaleSince = Stale(answer),
        };
    }

    public override async Task<VerifyRegistrationResponse> VerifyRegistration(VerifyRegistrationRequest request, ServerCallContext context)
    {
        var (on, knownAt) = Read(request.Rpps, request.On, request.KnownAt);
        var answer = await FindAsync(request.Rpps, knownAt, context);
        return new VerifyRegistrationResponse
        {
            Rpps = request.Rpps,
            Registration = RegistrationRules.At(answer.Value, on),
            StaleSince = Stale(answer),
            MergedInto = RegisterEntries.MergedInto(request.Rpps, answer.Value),
            KnownSince = RegisterStart.OfPlain(answer.Value) ?? (await KnownSinceAsync(answer, knownAt, context))?.ToProto(),
        };
    }

    public override Task<SearchPhysiciansResponse> SearchPhysicians(SearchPhysiciansRequest request, ServerCallContext context) =>
        searches.AnswerAsync(request, context.CancellationToken);

    /// <summary>INVALID_ARGUMENT naming every field at fault.</summary>
    private (DateOnly On, DateTimeOffset? KnownAt) Read(string rpps, Date? on, Timestamp? knownAt)
    {
        var violations = new Violations();
        violations.Rpps(rpps, rppsPolicy);
        var day = violations.OptionalDate(on, "on");
        var instant = violations.OptionalPast(knownAt, "known_at", clock.GetUtcNow());
        violations.ThrowIfAny();
        return (day ?? LegalDay.Today(clock), instant);
    }

    private async ValueTask<CacheAnswer<RegisterEntry>> FindAsync(string rpps, DateTimeOffset? knownAt, ServerCallContext context)
    {
        var answer = knownAt is { } instant
            ? new CacheAnswer<RegisterEntry>(await entries.FindAsync(rpps, instant, context.CancellationToken), null)
            : await entries.FindAsync(rpps, context.CancellationToken);
        if (answer.Value is not null)
            context.ReadsPhysician(rpps, RegisterEntries.MergedInto(rpps, answer.Value));
        return answer;
    }

    private async ValueTask<DateOnly?> KnownSinceAsync(
        CacheAnswer<RegisterEntry> answer, DateTimeOffset? knownAt, ServerCallContext context) => knownAt is { } instant
        ? await start.KnownSinceAsync(answer.Value, instant, context.CancellationToken)
        : await start.KnownSinceAsync(answer.Value, answer.StaleSince is not null, context.CancellationToken);

    private static RegisterEntry Present(CacheAnswer<RegisterEntry> answer) => answer.Value ?? throw Fault.NotFound("physician");

    private static Timestamp? Stale(CacheAnswer<RegisterEntry> answer) =>
        answer.StaleSince is { } since ? Timestamp.FromDateTimeOffset(since) : null;
}
