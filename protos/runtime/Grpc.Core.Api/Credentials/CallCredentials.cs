namespace Grpc.Core;

/// <summary>Adds the caller's credentials to the headers of each call. Sent over TLS only, unless the channel is told otherwise.</summary>
public abstract class CallCredentials
{
    /// <summary>Credentials that apply all <paramref name="credentials"/> in order.</summary>
    /// <exception cref="ArgumentException">Fewer than two are given.</exception>
    public static CallCredentials Compose(params CallCredentials[] credentials) => new CompositeCallCredentials(credentials);

    /// <summary>Credentials that <paramref name="interceptor"/> writes into the headers, call by call.</summary>
    public static CallCredentials FromInterceptor(AsyncAuthInterceptor interceptor) => new InterceptorCallCredentials(interceptor);

    /// <summary>Shows <paramref name="configurator"/> what these credentials are; for transports.</summary>
    public abstract void InternalPopulateConfiguration(CallCredentialsConfiguratorBase configurator, object? state);

    private sealed class CompositeCallCredentials : CallCredentials
    {
        private readonly CallCredentials[] parts;

        public CompositeCallCredentials(CallCredentials[] credentials)
        {
            ArgumentNullException.ThrowIfNull(credentials);
            if (credentials.Length < 2)
                throw new ArgumentException("At least two credentials are composed.", nameof(credentials));
            foreach (var part in credentials)
                ArgumentNullException.ThrowIfNull(part, nameof(credentials));
            parts = [.. credentials];
        }

        public override void InternalPopulateConfiguration(CallCredentialsConfiguratorBase configurator, object? state) =>
            configurator.SetCompositeCredentials(state, parts);
    }

    private sealed class InterceptorCallCredentials : CallCredentials
    {
        private readonly AsyncAuthInterceptor interceptor;

        public InterceptorCallCredentials(AsyncAuthInterceptor interceptor)
        {
            ArgumentNullException.ThrowIfNull(interceptor);
            this.interceptor = interceptor;
        }

        public override void InternalPopulateConfiguration(CallCredentialsConfiguratorBase configurator, object? state) =>
            configurator.SetAsyncAuthInterceptorCredentials(state, interceptor);
    }
}
