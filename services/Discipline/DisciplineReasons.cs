namespace OrdreCouncils.Discipline;

/// <summary>Stable reasons of google.rpc.ErrorInfo that only this service gives.</summary>
internal static class DisciplineReasons
{
    public const string AppealOutOfTime = "APPEAL_OUT_OF_TIME";
    public const string CaseEnded = "CASE_ENDED";
    public const string ChamberChanged = "CHAMBER_CHANGED";
    public const string NotRevocable = "NOT_REVOCABLE";
    public const string RemedyOutOfTime = "REMEDY_OUT_OF_TIME";
    public const string SeisinRegime = "SEISIN_REGIME";
    public const string SummonsTooLate = "SUMMONS_TOO_LATE";
}
