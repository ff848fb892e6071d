namespace OrdreCouncils.Registry.Persons;

internal static class PersonsRegistration
{
    public static void AddPersons(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<PersonVersions>();
        builder.Services.AddSingleton<PhysicianLocks>();
    }
}
