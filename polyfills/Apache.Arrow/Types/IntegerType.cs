namespace Apache.Arrow.Types;

public abstract class IntegerType : NumberType
{
}
