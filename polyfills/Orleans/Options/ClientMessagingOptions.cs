namespace Orleans.Configuration;

public class ClientMessagingOptions : MessagingOptions
{
    public const int DEFAULT_CLIENT_SENDER_BUCKETS = 8192;

    public int ClientSenderBuckets { get; set; } = DEFAULT_CLIENT_SENDER_BUCKETS;
}
