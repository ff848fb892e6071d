using Grpc.Core;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.ServiceDefaults.Colleagues;

internal sealed class DirectoryGrpc(Database database) : DirectoryService.DirectoryServiceBase
{
    private const int Most = 100;
    private const int LongestSubject = 300;

    public override async Task<GetColleaguesResponse> GetColleagues(GetColleaguesRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        violations.Require(request.Subjects.Count is >= 1 and <= Most, "subjects", $"Name 1 to {Most} subjects.");
        for (var i = 0; i < Math.Min(request.Subjects.Count, Most); i++)
            violations.Require(request.Subjects[i].Length is >= 1 and <= LongestSubject, $"subjects[{i}]", $"Write 1 to {LongestSubject} characters.");
        violations.ThrowIfAny();

        var scope = context.Scope();
        var response = new GetColleaguesResponse();
        await database.ReadAsync(
            async sql =>
            {
                foreach (var subject in request.Subjects.Distinct(StringComparer.Ordinal))
                {
                    if (await ColleagueStore.FindAsync(sql, subject, scope) is { } row)
                        response.Colleagues.Add(new Colleague { Subject = row.Subject, Name = row.Name, Body = row.Body });
                }

                return true;
            },
            context.CancellationToken);
        return response;
    }
}
