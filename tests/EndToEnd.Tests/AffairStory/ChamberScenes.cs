using OrdreCouncils.Protos.Discipline.V1;

namespace OrdreCouncils.Tests.EndToEnd.AffairStory;

/// <summary>A registry brings a case from its registration to the decision, before the chamber of first instance or the national one.</summary>
internal static class ChamberScenes
{
    public const string Chamber = "ile-de-france";
    public const string Registry = "chambre-ile-de-france";
    public const string National = "chambre-nationale";

    public static async Task<Instruction> TheRegistryRegistersAsync(this Cast cast, string caseId, string registry)
    {
        var chamber = await cast.AsAsync<InstructionsService.InstructionsServiceClient>(registry);
        var today = Cast.Day(cast.Today);
        if (registry == Registry)
        {
            var cases = await cast.AsAsync<CasesService.CasesServiceClient>(registry);
            await cases.RecordCompleteFileAsync(new RecordCompleteFileRequest { RequestId = Cast.Id(), CaseId = caseId, CompleteOn = today });
        }

        return (await chamber.RegisterCaseAsync(new RegisterCaseRequest { RequestId = Cast.Id(), CaseId = caseId, RegisteredOn = today })).Instruction;
    }

    /// <summary>The respondent answers within the month, and the instruction is closed.</summary>
    public static async Task<Instruction> TheRespondentAnswersAsync(this Cast cast, string caseId)
    {
        var chamber = await cast.AsAsync<InstructionsService.InstructionsServiceClient>(Registry);
        var today = Cast.Day(cast.Today);
        await chamber.RequestMemorandumAsync(new RequestMemorandumRequest
        {
            RequestId = Cast.Id(), CaseId = caseId, Party = CaseParty.Respondent, Kind = MemorandumKind.Defence, AskedOn = today, ReceivedOn = today,
        });
        cast.GoTo(cast.Today.AddDays(20));
        await chamber.RecordMemorandumAsync(new RecordMemorandumRequest
        {
            RequestId = Cast.Id(), CaseId = caseId, Party = CaseParty.Respondent, Title = "Mémoire en défense", ReceivedOn = Cast.Day(cast.Today), Request = 1,
        });
        return (await chamber.CloseInstructionAsync(new CloseInstructionRequest
        {
            RequestId = Cast.Id(), CaseId = caseId, OrderedOn = Cast.Day(cast.Today), SentOn = Cast.Day(cast.Today),
            ClosesOn = Cast.Day(cast.Today.AddDays(20)),
        })).Instruction;
    }

    /// <summary>Sets a hearing two months ahead, summons both parties in time, and holds it.</summary>
    public static async Task<Hearing> TheFormationHearsThemAsync(this Cast cast, string caseId, string registry)
    {
        var instruction = await cast.AsAsync<InstructionsService.InstructionsServiceClient>(registry);
        await instruction.AppointRapporteurAsync(new AppointRapporteurRequest
        {
            RequestId = Cast.Id(), CaseId = caseId, Name = Named(registry, "Honorine Tassigny"), Council = "92", AppointedOn = Cast.Day(cast.Today),
        });
        var hearings = await cast.AsAsync<HearingsService.HearingsServiceClient>(registry);
        var day = cast.Today.AddMonths(2);
        var set = (await hearings.SetHearingAsync(new SetHearingRequest
        {
            RequestId = Cast.Id(),
            CaseId = caseId,
            SetOn = Cast.Day(cast.Today),
            HearingOn = Cast.Day(day),
            StartsAt = "09:30",
            Place = "Paris",
            Publicity = HearingPublicity.Public,
            Members =
            {
                new FormationMember { Name = Named(registry, "Aurèle Montjoie"), Role = FormationRole.President },
                Assessor("Honorine Tassigny", "92"), Assessor("Basile Quervain", "93"), Assessor("Céleste Lormeau", "94"), Assessor("Dorian Fauvel", "95"),
            },
        })).Hearing;
        foreach (var party in set.Awaited)
        {
            await hearings.RecordSummonsAsync(new RecordSummonsRequest
            {
                RequestId = Cast.Id(), HearingId = set.HearingId, Party = party, Residence = PartyResidence.Metropolitan, SentOn = Cast.Day(cast.Today),
                ReachedOn = Cast.Day(cast.Today), SilenceTold = party == CaseParty.Respondent,
            });
        }

        cast.GoTo(day);
        return (await hearings.RecordHearingAsync(new RecordHearingRequest
        {
            RequestId = Cast.Id(), HearingId = set.HearingId, Outcome = HearingOutcome.Held, Present = { CaseParty.Respondent }, SilenceTold = true,
        })).Hearing;

        FormationMember Assessor(string name, string council) => new() { Name = Named(registry, name), Role = FormationRole.Titular, Council = council };
    }

    public static async Task<Decision> TheChamberBansAsync(this Cast cast, string caseId, int months, int suspended)
    {
        var chamber = await cast.AsAsync<DecisionsService.DecisionsServiceClient>(Registry);
        return (await chamber.RecordDecisionAsync(new RecordDecisionRequest
        {
            RequestId = Cast.Id(), CaseId = caseId, Sanction = Sanction.BanFromPractice, DurationMonths = months, SuspendedMonths = suspended,
            DecidedOn = Cast.Day(cast.Today),
        })).Decision;
    }

    public static async Task<Decision> TheNationalChamberReplacesAsync(this Cast cast, Decision first, int months, DateOnly from)
    {
        var national = await cast.AsAsync<DecisionsService.DecisionsServiceClient>(National);
        return (await national.RecordFurtherDecisionAsync(new RecordFurtherDecisionRequest
        {
            RequestId = Cast.Id(),
            DecisionId = first.DecisionId,
            Kind = DecisionKind.Appeal,
            Outcome = DecisionOutcome.Replaces,
            Sanction = Sanction.BanFromPractice,
            DurationMonths = months,
            DecidedOn = Cast.Day(cast.Today),
            ExecutesFrom = Cast.Day(from),
        })).Decision;
    }

    /// <summary>Each addressee that the decision still awaits receives it today.</summary>
    public static async Task<Decision> EveryoneIsNotifiedAsync(this Cast cast, Decision decision, string registry)
    {
        var chamber = await cast.AsAsync<DecisionsService.DecisionsServiceClient>(registry);
        foreach (var addressee in decision.Awaited.ToList())
        {
            decision = (await chamber.RecordNotificationAsync(new RecordNotificationRequest
            {
                RequestId = Cast.Id(),
                DecisionId = decision.DecisionId,
                Addressee = addressee,
                SentOn = Cast.Day(cast.Today),
                Outcome = NotificationOutcome.Received,
                OutcomeOn = Cast.Day(cast.Today),
                TimeLimitStated = true,
                Residence = Residence.Metropolitan,
            })).Decision;
        }

        return decision;
    }

    /// <summary>The appeal of the last day, which the registry types when it comes back from a closed week.</summary>
    public static async Task<Decision> AnAppealOfTheLastDayIsTypedLateAsync(this Cast cast, Decision decision)
    {
        var national = await cast.AsAsync<DecisionsService.DecisionsServiceClient>(National);
        return (await national.RecordAppealAsync(new RecordAppealRequest
        {
            RequestId = Cast.Id(), DecisionId = decision.DecisionId, Appellant = Appellant.Practitioner, LodgedOn = decision.LastDayOfAppeal,
            ReceivedOn = decision.LastDayOfAppeal,
        })).Decision;
    }

    // Nobody sits in both formations.
    private static string Named(string registry, string name) => registry == National ? $"{name}-Second" : name;
}
