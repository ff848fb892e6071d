using OrdreCouncils.Discipline.Cases;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Discipline.CaseDocuments;

/// <summary>Which document fits a case.</summary>
internal static class CaseDocumentRules
{
    /// <summary>NOT_FOUND for a body that adds nothing to the case, INVALID_ARGUMENT for a kind that it does not add, FAILED_PRECONDITION before its
    /// turn.</summary>
    public static void CheckAdds(CaseReader reader, CaseRow file, NewCaseDocument document)
    {
        if (reader.Body == CaseBody.RegisterCouncil)
            throw Fault.NotFound("case");
        if (!reader.Adds(document.Kind))
            throw Fault.Invalid("header.kind", "Name a kind that your council or chamber adds to this case: see CaseDocumentKind.");
        if (reader.Body == CaseBody.NationalChamber && !reader.IsAppealed)
            throw CaseRules.Wrong(file, "the national chamber receives documents once an appeal is recorded (RecordAppeal)");
    }
}
