using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.ServiceDefaults.Documents;

/// <summary>Tells whether a record of the service refers to a document. The sweep asks before it deletes, whatever the document's own row says.</summary>
public interface IDocumentRecords
{
    Task<bool> ReferToAsync(SqlSession sql, string document);
}
