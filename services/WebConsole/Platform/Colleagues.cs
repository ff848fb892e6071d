using OrdreCouncils.Protos.Common.V1;

namespace OrdreCouncils.WebConsole.Platform;

/// <summary>Names for the subjects that a record shows, in one call.</summary>
internal sealed class Colleagues(DirectoryService.DirectoryServiceClient directory, Viewer viewer)
{
    /// <param name="store">Of the record.</param>
    /// <param name="subjects">Empty ones are left out.</param>
    /// <returns>Name, else body, else the subject itself.</returns>
    public async Task<Func<string, string>> NamesAsync(string store, params IEnumerable<string> subjects)
    {
        var asked = subjects.Where(subject => subject.Length > 0).Distinct().ToList();
        if (asked.Count == 0 || !viewer.May($"{store}/DirectoryService/GetColleagues"))
            return subject => subject;
        var answer = await directory.GetColleaguesAsync(new GetColleaguesRequest { Subjects = { asked } }, PersonInvoker.ToStore(store));
        var known = answer.Colleagues.ToDictionary(colleague => colleague.Subject, colleague => colleague.Name.Length > 0 ? colleague.Name : colleague.Body);
        return subject => known.GetValueOrDefault(subject, subject);
    }
}
