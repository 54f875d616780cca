import { Form } from "@remix-run/react";
import controls from "../../components/controls.module.css";
import styles from "./publish.module.css";

interface PrepareButtonProps {
  readonly token: string;
  readonly mayPublish: boolean;
  readonly words: string;
  /** Where another button is the one to go on with. */
  readonly isSecond?: boolean;
}

/** Begins to build the next version and to list what it changes. */
export function PrepareButton({ token, mayPublish, words, isSecond = false }: PrepareButtonProps) {
  if (!mayPublish) return <p className={styles.quiet}>您没有发布的权限，可以查看。</p>;
  return (
    <Form method="post" action="/desk/publish">
      <input type="hidden" name="token" value={token} />
      <button
        type="submit"
        name="intent"
        value="plan"
        className={isSecond ? controls.plain : controls.submit}
      >
        {words}
      </button>
    </Form>
  );
}
