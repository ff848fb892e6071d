using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Registrations;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Registry.FitnessProcedures;

internal static class FitnessMap
{
    public static FitnessProcedure ToProto(FitnessFile file)
    {
        var row = file.Row;
        return new FitnessProcedure
        {
            ProcedureId = row.Id,
            Rpps = row.Rpps,
            Council = row.Council,
            Region = row.Region,
            SeisedBy = Enum.Parse<FitnessAuthority>(row.SeisedBy),
            ReceivedOn = row.ReceivedOn.ToProto(),
            EmergencySuspensionId = row.EmergencyId ?? "",
            Holder = Enum.Parse<FitnessFormation>(row.Holder),
            PassedOn = row.PassedOn?.ToProto(),
            OnAppeal = row.OnAppeal,
            State = Enum.Parse<FitnessState>(row.State),
            ClosedOn = row.ClosedOn?.ToProto(),
            NextDeadline = row.IsOpen ? ToProto(FitnessDeadlines.Next(file)) : null,
            Limits = { FitnessDeadlines.Of(row).Select(RegistrationMap.ToProto) },
            Experts = { file.Experts.Select(ToProto) },
            ReportsReceivedOn = { file.Reports.Select(report => report.ReceivedOn.ToProto()) },
            Sessions = { file.Sessions.Select(session => ToProto(row, session)) },
            Rulings = { file.Rulings.Select(ToProto) },
            SuspensionId = row.SuspensionId ?? "",
            Etag = Etag.Of(row.Version),
        };
    }

    public static GetFitnessContentResponse Content(FitnessFile file, IReadOnlyList<ContentRow> held, FitnessVault vault)
    {
        var row = file.Row;
        return new GetFitnessContentResponse
        {
            Procedure = ToProto(file),
            Kind = Enum.Parse<FitnessKind>(vault.OpenKind(row, held)),
            Grounds = vault.Open(row, Of(Topics.Grounds, 1)),
            Experts = { file.Experts.Select(expert => Expert(expert, vault.Read<SealedExpert>(row, Of(Topics.Expert, expert.Place)))) },
            Reports = { file.Reports.Select(report => Report(report, vault.Read<SealedReport>(row, Of(Topics.Report, report.Number)))) },
            Rulings = { file.Rulings.Select(Ruling) },
        };

        ContentRow Of(string topic, int number) => held.Single(content => content.Topic == topic && content.Number == number);

        FitnessRulingContent Ruling(RulingRow ruling)
        {
            var content = vault.Read<SealedRuling>(row, Of(Topics.Ruling, Topics.NumberOf(ruling.Level)));
            return new FitnessRulingContent
            {
                Formation = Enum.Parse<FitnessFormation>(ruling.Level),
                Ground = vault.Open(row, Of(Topics.Reasons, Topics.NumberOf(ruling.Level))),
                Part = content.Part,
                Training = content.Training,
                Presumed = content.Presumed,
            };
        }
    }

    private static FitnessDeadline ToProto(NextDeadline next) => new()
    {
        Step = next.Step,
        DueOn = next.DueOn.ToProto(),
        Limit = next.Back is { } back ? RegistrationMap.ToProto(back) : next.Limit is { } limit ? RegistrationMap.ToProto(limit) : null,
        Indicative = next is { Limit: null, Back: null },
    };

    private static FitnessExpert ToProto(ExpertRow row) => new()
    {
        Place = (FitnessExpertPlace)row.Place,
        NamedOn = row.NamedOn.ToProto(),
        ByCourt = row.ByCourt,
    };

    private static FitnessSession ToProto(ProcedureRow row, SessionRow session)
    {
        var summons = FitnessDeadlines.Summons(row, session);
        return new FitnessSession
        {
            Formation = Enum.Parse<FitnessFormation>(session.Level),
            SessionOn = session.SessionOn.ToProto(),
            Summons = RegistrationMap.ToProto(summons),
            SummonedOn = session.SummonedOn?.ToProto(),
            SummonedLate = session.SummonedOn > summons.LastDay,
        };
    }

    private static FitnessRuling ToProto(RulingRow row) => new()
    {
        Formation = Enum.Parse<FitnessFormation>(row.Level),
        DecidedOn = row.DecidedOn.ToProto(),
        MembersPresent = row.MembersPresent,
        Suspends = row.Suspends,
    };

    private static FitnessExpertContent Expert(ExpertRow row, SealedExpert content) => new()
    {
        Place = (FitnessExpertPlace)row.Place,
        Name = content.Name,
        SameSpecialty = content.SameSpecialty,
        Teaches = content.Teaches,
    };

    private static FitnessReportContent Report(ReportRow row, SealedReport content) => new()
    {
        ReceivedOn = row.ReceivedOn.ToProto(),
        Absent = content.Absent,
        SummonedOn = { content.SummonedOn.Select(day => day.ToProto()) },
        Text = content.Text,
    };
}
