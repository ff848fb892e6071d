using OrdreCouncils.Discipline.AffairLists;
using OrdreCouncils.Discipline.Affairs;
using OrdreCouncils.Discipline.CaseDocuments;
using OrdreCouncils.Discipline.Calendars;
using OrdreCouncils.Discipline.Cases;
using OrdreCouncils.Discipline.Complaints;
using OrdreCouncils.Discipline.Conciliations;
using OrdreCouncils.Discipline.Decisions;
using OrdreCouncils.Discipline.Deliberations;
using OrdreCouncils.Discipline.Enforcement;
using OrdreCouncils.Discipline.Hearings;
using OrdreCouncils.Discipline.Instructions;
using OrdreCouncils.Discipline.PublicDecisions;
using OrdreCouncils.Discipline.OwnCases;
using OrdreCouncils.Discipline.Referrals;
using OrdreCouncils.Discipline.Register;
using OrdreCouncils.Discipline.Remedies;
using OrdreCouncils.Discipline.Statistics;
using OrdreCouncils.Discipline.Transfers;
using OrdreCouncils.ServiceDefaults.Hosting;
using OrdreCouncils.ServiceDefaults.Secrets;

namespace OrdreCouncils.Discipline;

/// <summary>The Discipline service: its wiring, on one page.</summary>
public static class DisciplineHost
{
    /// <param name="args">Command line.</param>
    /// <param name="overrides">Set by a launcher that hosts the service in its own process.</param>
    public static WebApplication Build(string[] args, HostOverrides? overrides = null)
    {
        var builder = ServiceHost.CreateBuilder("discipline", typeof(DisciplineHost), args, overrides);
        builder.AddSecrets(SealPurposes.Application);
        builder.AddRegister();
        builder.AddAffairs();
        builder.AddAffairLists();
        builder.AddCases();
        builder.AddCaseDocuments();
        builder.AddComplaints();
        builder.AddConciliations();
        builder.AddDeliberations();
        builder.AddReferrals();
        builder.AddInstructions();
        builder.AddHearings();
        builder.AddTransfers();
        builder.AddDecisions();
        builder.AddRemedies();
        builder.AddPublicDecisions();
        builder.AddEnforcement();
        builder.AddOwnCases();
        builder.AddCalendars();
        builder.AddStatistics();

        var app = builder.BuildService(overrides);
        app.MapCalendars();
        return app;
    }
}
