namespace OrdreCouncils.Discipline.Proceedings;

/// <summary>Acts on a decided case. Each concerns one decision; the last five concern an appeal in cassation against it.</summary>
internal enum CaseAct
{
    Notify,
    Rectify,
    Appeal,
    Oppose,
    AskRevision,
    GoToCassation,
    AnswerAppeal,
    AnswerOpposition,
    AnswerRevision,
    AnswerRemand,
    Stay,
    EndStay,
    RejectCassation,
    RemandInCassation,
    AnnulInCassation,
}
