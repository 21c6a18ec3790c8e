namespace Orleans.GrainDirectory;

internal sealed class RedisGrainDirectoryOptionsValidator(RedisGrainDirectoryOptions options, string name) : IConfigurationValidator
{
    public void ValidateConfiguration() => RedisConnector.Required(options.ConfigurationOptions, $"{nameof(RedisGrainDirectoryOptions)} of '{name}'");
}
