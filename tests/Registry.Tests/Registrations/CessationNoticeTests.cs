using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;
using static OrdreCouncils.Tests.Registry.Registrations.HistoryTests;

namespace OrdreCouncils.Tests.Registry.Registrations;

/// <summary>Notice of a definitive cessation, six months before it (CSP L.4113-15). Today is 15 March 2026.</summary>
public sealed class CessationNoticeTests
{
    private static readonly DateOnly Today = RegistryApp.Today;

    [Theory, Engines("2026-09-15", CessationException.Unspecified, "2026-03-15", true), Engines("2026-09-14", CessationException.Unspecified, "2026-03-14", false),
     Engines("2026-09-14", CessationException.Personal, "2026-03-14", true)]
    public async Task DeclareChange_Cessation_ShowsWhetherTheNoticeIsInTime(
        SqlEngine engine, string ceases, CessationException exception, string lastDay, bool inTime)
    {
        await using var app = await StartAsync(engine);
        var clerk = await app.RegistrationsAsync();

        var declared = await clerk.DeclareChangeAsync(Notice(DateOnly.Parse(ceases), exception));

        var due = DateOnly.Parse(lastDay).ToProto();
        Assert.Equal((exception, due, inTime), (declared.Declaration.Notice.Exception, declared.Declaration.Notice.DueOn, declared.Declaration.Notice.InTime));
        Assert.Equal(("cessation-notice", due), (declared.NoticeTime.Rule, declared.NoticeTime.LastDay));
        Assert.Equal("CSP art. L.4113-15", declared.NoticeTime.Steps[0].Article);
        var history = await clerk.GetRegistrationHistoryAsync(new GetRegistrationHistoryRequest { Rpps = RegisterFile.Anne });
        Assert.Equal(declared.Declaration, history.Declarations.Single());
        Assert.Equal(0, await app.CountAsync("audit_entries where body like '%Personal%'"));
    }

    [Theory, OneEngine]
    public async Task DeclareChange_NoticeThatDoesNotFit_IsRefused(SqlEngine engine)
    {
        await using var app = await StartAsync(engine);
        var clerk = await app.RegistrationsAsync();
        var practice = Notice(Today);
        practice.Kind = DeclarationKind.Practice;

        await Faults.InvalidAsync(clerk.DeclareChangeAsync(practice), "cessation_notice");
        await Faults.InvalidAsync(clerk.DeclareChangeAsync(Notice(Today, (CessationException)9)), "cessation_notice.exception");
        await Faults.InvalidAsync(clerk.DeclareChangeAsync(Notice(new DateOnly(2023, 12, 28))), "cessation_notice");
        await Faults.InvalidAsync(clerk.DeclareChangeAsync(Notice(new DateOnly(2025, 9, 10), CessationException.Ban)), "cessation_notice.exception");
        var temporary = Notice(Today.AddDays(10));
        temporary.CessationNotice = null;
        Assert.Null((await clerk.DeclareChangeAsync(temporary)).Declaration.Notice);
    }

    private static async Task<RegistryApp> StartAsync(SqlEngine engine)
    {
        var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(new RegisterFile().Line());
        return app;
    }

    private static DeclareChangeRequest Notice(DateOnly ceasesOn, CessationException exception = CessationException.Unspecified)
    {
        var request = Declaration(ceasesOn);
        request.Kind = DeclarationKind.Cessation;
        request.CessationNotice = new CessationNotice { Exception = exception };
        return request;
    }
}
