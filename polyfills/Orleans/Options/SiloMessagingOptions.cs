namespace Orleans.Configuration;

public class SiloMessagingOptions : MessagingOptions
{
    public static readonly TimeSpan DEFAULT_CLIENT_REGISTRATION_REFRESH = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan DEFAULT_CLIENT_GW_NOTIFICATION_TIMEOUT = TimeSpan.Zero;

    public static readonly TimeSpan DEFAULT_MAX_REQUEST_PROCESSING_TIME = TimeSpan.FromHours(2);

    public TimeSpan MaxRequestProcessingTime { get; set; } = DEFAULT_MAX_REQUEST_PROCESSING_TIME;

    public TimeSpan GrainWorkloadAnalysisPeriod { get; set; } = TimeSpan.FromSeconds(5);

    public TimeSpan RequestProcessingWarningTime { get; set; } = TimeSpan.FromSeconds(20);

    public TimeSpan RequestQueueDelayWarningTime { get; set; } = TimeSpan.FromSeconds(20);

    public int MaxForwardCount { get; set; } = 2;

    public TimeSpan ClientDropTimeout { get; set; } = TimeSpan.FromMinutes(1);

    public TimeSpan ClientRegistrationRefresh { get; set; } = DEFAULT_CLIENT_REGISTRATION_REFRESH;

    public TimeSpan ClientGatewayShutdownNotificationTimeout { get; set; } = DEFAULT_CLIENT_GW_NOTIFICATION_TIMEOUT;

    public int MaxEnqueuedRequestsHardLimit { get; set; }

    public int MaxEnqueuedRequestsHardLimit_StatelessWorker { get; set; }

    public bool AssumeHomogenousSilosForTesting { get; set; }

    public TimeSpan SystemResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
