namespace Orleans.Configuration;

public class ConnectionOptions
{
    public static readonly TimeSpan DEFAULT_OPENCONNECTION_TIMEOUT = TimeSpan.FromSeconds(5);

    public int ConnectionsPerEndpoint { get; set; } = 1;

    public TimeSpan ConnectionRetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    public TimeSpan OpenConnectionTimeout { get; set; } = DEFAULT_OPENCONNECTION_TIMEOUT;
}
