using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.WebConsole.Ui;

namespace OrdreCouncils.WebConsole.Acts.Chambers;

/// <summary>An act on a hearing to come, offered on its page.</summary>
internal abstract class HearingAct(HearingsService.HearingsServiceClient hearings) : Act
{
    public const string ToCome = "a-venir";

    public sealed override ActPlace Place => ActPlace.Hearing;

    protected HearingsService.HearingsServiceClient Hearings { get; } = hearings;

    public static string State(Hearing hearing) => ActLinks.State((ToCome, hearing.Outcome == HearingOutcome.Unspecified && !hearing.CaseEnded));

    public sealed override bool FitsState(string state) => ActLinks.Holds(state, ToCome);

    public sealed override async Task<ActSubject> LoadAsync(string record)
    {
        var hearing = (await Hearings.GetHearingAsync(new GetHearingRequest { HearingId = record })).Hearing;
        return Complete(new ActSubject(
            record, $"Audience du {Dates.Of(hearing.HearingOn)}, affaire {hearing.CaseNumber} — {hearing.RespondentName}", $"/audiences/{record}", []));
    }

    protected abstract ActSubject Complete(ActSubject subject);

    protected static Outcome Done(string done, Hearing hearing) => new(done, hearing.CaseNumber)
    {
        Next = [.. hearing.Awaited.Select(party => $"Convocation attendue : {InstructionWords.Of(party)}.")], Address = $"/audiences/{hearing.HearingId}",
        AddressLabel = "Ouvrir l’audience",
    };
}
