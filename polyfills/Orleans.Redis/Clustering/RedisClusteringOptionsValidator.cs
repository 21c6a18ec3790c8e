namespace Orleans.Clustering.Redis;

public class RedisClusteringOptionsValidator : IConfigurationValidator
{
    private readonly RedisClusteringOptions _options;

    public RedisClusteringOptionsValidator(IOptions<RedisClusteringOptions> options) => _options = options.Value;

    public void ValidateConfiguration() => RedisConnector.Required(_options.ConfigurationOptions, nameof(RedisClusteringOptions));
}
