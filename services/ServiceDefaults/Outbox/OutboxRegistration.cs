using Google.Protobuf;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OrdreCouncils.ServiceDefaults.Configuration;

namespace OrdreCouncils.ServiceDefaults.Outbox;

public static class OutboxRegistration
{
    public static IServiceCollection AddOutboxDelivery<TMessage, TDelivery>(this IServiceCollection services)
        where TMessage : class, IMessage<TMessage>, new()
        where TDelivery : class, IOutboxDelivery<TMessage>
    {
        services.AddSingleton<IOutboxDelivery<TMessage>, TDelivery>();
        services.AddSingleton<Action<OutboxRoutes>>(routes => routes.Add<TMessage>());
        return services;
    }

    internal static void AddOutbox(this IServiceCollection services, IConfiguration configuration)
    {
        var outbox = configuration.GetSection(OutboxOptions.Section);
        Settings.Validate(outbox.Get<OutboxOptions>() ?? new OutboxOptions(), OutboxOptions.Section);
        services.Configure<OutboxOptions>(outbox);
        services.AddSingleton<OutboxSignal>();
        services.AddSingleton(provider =>
        {
            var routes = new OutboxRoutes(provider);
            foreach (var add in provider.GetServices<Action<OutboxRoutes>>())
                add(routes);
            return routes;
        });
        services.AddSingleton<OutboxRelay>();
        services.AddHostedService(provider => provider.GetRequiredService<OutboxRelay>());
    }
}
