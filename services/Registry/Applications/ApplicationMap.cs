using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Notices;
using OrdreCouncils.Registry.Persons;
using OrdreCouncils.Registry.Registrations;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Applications;

internal static class ApplicationMap
{
    public static async Task<Application> LoadAsync(SqlSession sql, ApplicationRow row)
    {
        var notifications = await NoticeStore.OfDecisionAsync(sql, row.Id);
        var appeals = await DecisionStore.AppealsAsync(sql, row.Id);
        var documents = await ApplicationStore.DocumentsAsync(sql, row.Id);
        var application = new Application
        {
            ApplicationId = row.Id,
            Rpps = row.Rpps,
            Council = row.Council,
            Kind = Kind(row.Ground),
            State = row.State,
            Identity = new ApplicantIdentity { Title = row.Title, Civility = row.Civility, FamilyName = row.FamilyName, GivenName = row.GivenName },
            Qualifications = { (await ApplicationStore.QualificationsAsync(sql, row.Id)).Select(ToProto) },
            Documents = { Documents(row, documents) },
            ReceivedOn = row.ReceivedOn.ToProto(),
            CompleteOn = row.CompleteOn?.ToProto(),
            DecisionTime = ApplicationRules.DecisionTime(row) is { } time ? RegistrationMap.ToProto(time) : null,
            Rapporteur = row.Rapporteur,
            ExpertiseOn = row.ExpertiseOn?.ToProto(),
            Authority = row.Authority,
            AskedOn = row.AskedOn?.ToProto(),
            AnsweredOn = row.AnsweredOn?.ToProto(),
            Decision = row.Outcome == Outcomes.Silent ? null : Decision(row, await DecisionStore.DraftsAsync(sql, row.Id)),
            Etag = Etag.Of(row.Version),
            BornOn = row.BornOn?.ToProto(),
            DiplomaOn = row.DiplomaOn?.ToProto(),
            Nationality = row.Nationality,
        };
        application.Acknowledgement = Acknowledgement(row, documents);
        application.Summons = Summons(row);
        application.Enquiry = row.EnquiryOn is { } enquiry
            ? new Enquiry { Nationality = row.Nationality, OrderedOn = enquiry.ToProto(), ToldOn = row.EnquiryToldOn?.ToProto() }
            : null;
        application.Notifications.AddRange(notifications.Select(NoticeRules.ToProto).OrderBy(item => item.Recipient));
        application.Appeals.AddRange(appeals.Select(appeal => ToProto(appeal, row, notifications, appeals)));
        var next = ApplicationRules.NextLevel(row, appeals);
        application.Appeals.AddRange(ApplicationRules.MayAppeal(row, appeals).Select(appellant =>
            new AppealItem { Level = next, Appellant = appellant, Time = Time(next, appellant, row, notifications, appeals) }));
        application.Withdrawal = ApplicationRules.IsWithdrawable(row, appeals) ? Withdrawal(row, notifications, appeals) : null;
        return application;
    }

    public static ApplicationSummary Summary(ApplicationRow row) => new()
    {
        ApplicationId = row.Id,
        Rpps = row.Rpps,
        Council = row.Council,
        FamilyName = row.FamilyName,
        GivenName = row.GivenName,
        State = row.State,
        ReceivedOn = row.ReceivedOn.ToProto(),
        DueOn = row.DueOn?.ToProto(),
    };

    private static Summons? Summons(ApplicationRow row) => row.SummonedOn is not { } sent || row.MeetingOn is not { } meeting ? null : new Summons
    {
        SentOn = sent.ToProto(),
        MeetingOn = meeting.ToProto(),
        Time = LegalTime.Departments.CouncilSeat(row.Council) is { } seat
            ? RegistrationMap.ToProto(LegalTime.BackwardLimits.Compute(LegalTime.BackwardRules.RefusalHearing, meeting, seat: seat))
            : null,
    };

    private static Acknowledgement Acknowledgement(ApplicationRow row, IReadOnlyList<DocumentRow> received)
    {
        var time = LegalTime.TimeLimits.ComputeIfInForce(
            LegalTime.LegalRules.RegistrationAcknowledgement, row.ReceivedOn, LegalTime.Departments.CouncilSeat(row.Council));
        var asked = row.AskedDocuments.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<ApplicationDocument>).ToList();
        return new Acknowledgement
        {
            Time = time is null ? null : RegistrationMap.ToProto(time),
            AcknowledgedOn = row.AcknowledgedOn?.ToProto(),
            Late = row.AcknowledgedOn > time?.LastDay,
            Missing = { asked },
            Further = row.AskedFurther,
            StillMissing = { asked.Where(document => received.All(known => known.Document != document.ToString())) },
        };
    }

    private static ApplicationKind Kind(string ground) => ground switch
    {
        nameof(FactGround.TransferIn) => ApplicationKind.Transfer,
        nameof(FactGround.Return) => ApplicationKind.Return,
        _ => ApplicationKind.First,
    };

    private static IEnumerable<DocumentItem> Documents(ApplicationRow application, IReadOnlyList<DocumentRow> received)
    {
        foreach (var document in Enum.GetValues<ApplicationDocument>().Where(document => document != ApplicationDocument.Unspecified))
        {
            var row = received.FirstOrDefault(row => row.Document == document.ToString());
            yield return new DocumentItem
            {
                Document = document,
                Required = ApplicationRules.IsRequired(document, application),
                Received = row is not null,
                ReceivedOn = row?.ReceivedOn.ToProto(),
            };
        }
    }

    private static ApplicationDecision? Decision(ApplicationRow row, IReadOnlyList<DraftRow> drafts) => drafts is not [.., var draft] ? null : new()
    {
        Accepted = draft.Outcome == Outcomes.Accepted,
        SessionOn = draft.SessionOn.ToProto(),
        PreparedBy = draft.PreparedBy,
        SignedBy = row.SignedBy,
    };

    private static AppealItem ToProto(
        AppealRow appeal, ApplicationRow row, IReadOnlyList<NoticeRow> notifications, IReadOnlyList<AppealRow> appeals) => new()
        {
            Level = appeal.Level,
            Appellant = appeal.Appellant,
            Time = Time(appeal.Level, appeal.Appellant, row, notifications, appeals),
            LodgedOn = appeal.LodgedOn.ToProto(),
            RulingTime = appeal.Level == AppealLevel.Regional
                && LegalTime.TimeLimits.ComputeIfInForce(
                    LegalTime.LegalRules.RegistrationAppealRuling, appeal.LodgedOn, LegalTime.Departments.RegionalSeat(row.Council)) is { } ruling
                ? RegistrationMap.ToProto(ruling)
                : null,
            Outcome = appeal.Outcome.Length == 0 ? AppealOutcome.Unspecified : Enum.Parse<AppealOutcome>(appeal.Outcome),
            DecidedOn = appeal.DecidedOn?.ToProto(),
            NotifiedOn = appeal.NotifiedOn?.ToProto(),
            CouncilNotifiedOn = appeal.CouncilNotifiedOn?.ToProto(),
        };

    private static RegistrationWithdrawal Withdrawal(ApplicationRow row, IReadOnlyList<NoticeRow> notifications, IReadOnlyList<AppealRow> appeals) => new()
    {
        Time = ApplicationRules.WithdrawalTime(row, notifications, appeals) is { } time ? RegistrationMap.ToProto(time) : null,
        DecidedOn = row.WithdrawnOn?.ToProto(),
        Ground = row.WithdrawalGround.Length == 0 ? WithdrawalGround.Unspecified : Enum.Parse<WithdrawalGround>(row.WithdrawalGround),
        NotifiedOn = row.WithdrawalNotifiedOn?.ToProto(),
        CouncilNotifiedOn = row.WithdrawalCouncilNotifiedOn?.ToProto(),
    };

    private static TimeLimit? Time(
        AppealLevel level, AppealAppellant appellant, ApplicationRow row, IReadOnlyList<NoticeRow> notifications, IReadOnlyList<AppealRow> appeals) =>
        ApplicationRules.AppealTime(level, appellant, row, notifications, appeals) is { } time ? RegistrationMap.ToProto(time) : null;

    private static Qualification ToProto(QualificationFact fact) =>
        new() { Kind = fact.Kind, Code = fact.Code, Label = fact.Label, RecognisedOn = fact.RecognisedOn?.ToProto() };
}
