namespace Orleans.Persistence;

internal sealed class RedisStorageOptionsValidator(RedisStorageOptions options, string name) : IConfigurationValidator
{
    public void ValidateConfiguration() => RedisConnector.Required(options.ConfigurationOptions, $"{nameof(RedisStorageOptions)} of '{name}'");
}
