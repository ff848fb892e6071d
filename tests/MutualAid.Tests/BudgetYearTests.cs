using Grpc.Core;
using OrdreCouncils.Protos.MutualAid.V1;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.MutualAid;

/// <summary>An envelope pays in its budget year only. The year ends at midnight in Paris, an hour before midnight in UTC.</summary>
public class BudgetYearTests
{
    private static readonly DateTimeOffset LastSecond = new(2026, 12, 31, 22, 59, 59, TimeSpan.Zero);

    [Theory, OneEngine]
    public async Task Grant_LastSecondOfTheYear_IsPaid(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        app.Service.Clock.Freeze(LastSecond);
        var request = await app.InstructedAsync(await OpenAsync(app, 2026), 10_00);

        var granted = (await (await app.AidAsync(MutualAidApp.Approver)).ApproveAidRequestAsync(Requests.Approve(request))).AidRequest;

        Assert.Equal(AidRequestState.Granted, granted.State);
    }

    [Theory, OneEngine]
    public async Task Grant_AfterTheYear_NeedsAnEnvelopeOfTheNewYear(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        app.Service.Clock.Freeze(LastSecond);
        var (old, next) = (await OpenAsync(app, 2026), await OpenAsync(app, 2027));
        var request = await app.InstructedAsync(old, 10_00);
        var (instructor, approver) = (await app.AidAsync(MutualAidApp.Instructor), await app.AidAsync(MutualAidApp.Approver));
        app.Service.Clock.Advance(TimeSpan.FromSeconds(1));

        await Faults.ReasonAsync(StatusCode.FailedPrecondition, "ENVELOPE_YEAR", approver.ApproveAidRequestAsync(Requests.Approve(request)));
        await Faults.InvalidAsync(instructor.InstructAidRequestAsync(Requests.Instruct(request, old)), "envelope_id");
        Assert.Equal((0, 1), (await app.CountAsync("aid_decisions"), await app.CountAsync("aid_instructions")));

        request = await app.InstructAsync(request, next, 10_00);
        Assert.Equal(AidRequestState.Granted, (await approver.ApproveAidRequestAsync(Requests.Approve(request))).AidRequest.State);
    }

    [Theory, OneEngine]
    public async Task Grant_BeforeTheYear_WaitsForIt(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        app.Service.Clock.Freeze(LastSecond);
        var request = await app.InstructedAsync(await OpenAsync(app, 2027), 10_00);
        var approver = await app.AidAsync(MutualAidApp.Approver);

        await Faults.ReasonAsync(StatusCode.FailedPrecondition, "ENVELOPE_YEAR", approver.ApproveAidRequestAsync(Requests.Approve(request)));

        app.Service.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(AidRequestState.Granted, (await approver.ApproveAidRequestAsync(Requests.Approve(request))).AidRequest.State);
    }

    private static async Task<Envelope> OpenAsync(MutualAidApp app, int year)
    {
        var request = Requests.Open(100_00);
        request.Year = year;
        return (await (await app.MoneyAsync(MutualAidApp.Treasurer)).OpenEnvelopeAsync(request)).Envelope;
    }
}
