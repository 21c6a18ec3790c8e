namespace Orleans.Clustering.Redis;

[Serializable]
public class RedisClusteringException : Exception
{
    public RedisClusteringException()
    {
    }

    public RedisClusteringException(string message)
        : base(message)
    {
    }

    public RedisClusteringException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
