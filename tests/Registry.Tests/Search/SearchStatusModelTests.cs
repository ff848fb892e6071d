using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Registry.Lives;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Search;

/// <summary>At the end of each week of a simulated register, compares searches by status with the model.</summary>
public sealed class SearchStatusModelTests
{
    private static readonly SoughtStatus[] Statuses =
        [SoughtStatus.Any, SoughtStatus.Registered, SoughtStatus.MayPractise, SoughtStatus.Restricted, SoughtStatus.OffRegister];

    [Theory, Engines]
    public async Task SearchPhysicians_ByStatus_AsTheModel(SqlEngine engine)
    {
        var found = Statuses.ToDictionary(status => status, _ => 0);
        await using var register = await LivedRegister.LiveAsync(engine, async (register, today) =>
        {
            var client = await register.App.PhysiciansAsync();
            foreach (var status in Statuses)
            {
                var answer = await client.SearchPhysiciansAsync(new SearchPhysiciansRequest { Status = status, PageSize = 200 });
                Assert.Equal(
                    register.People.Where(person => person.States.Count > 0 && person.Kept is null && Fits(person, status, today))
                        .Select(person => (person.Rpps, person.States[^1].Council, person.StatusOn(today), person.MayPractiseOn(today))).Order(),
                    answer.Physicians.Select(line => (line.Rpps, line.Council, line.Status, line.MayPractise)).Order());
                found[status] += answer.Physicians.Count;
            }
        });

        Assert.All(found, pair => Assert.True(pair.Value > 5, $"{pair.Key}: {pair.Value}"));
    }

    private static bool Fits(ModelPerson person, SoughtStatus status, DateOnly today) => status switch
    {
        SoughtStatus.Registered => person.StatusOn(today) == RegistrationStatus.Registered,
        SoughtStatus.MayPractise => person.MayPractiseOn(today),
        SoughtStatus.Restricted => person.StatusOn(today) == RegistrationStatus.Registered && person.IsRestrictedOn(today),
        SoughtStatus.OffRegister => person.StatusOn(today) != RegistrationStatus.Registered,
        _ => true,
    };
}
