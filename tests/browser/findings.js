// What a reader would stumble over in the notebook that is open: a list of sentences.
(checkCode) => {
    const found = [];
    const cells = [...document.querySelectorAll('.jp-NotebookPanel .jp-Notebook .jp-Cell')];
    const excerpt = node => node.textContent.trim().replace(/\s+/g, ' ').slice(0, 60);

    cells.forEach((cell, index) => {
        const say = (what, node) => found.push(`cell ${index}: ${what}: ${excerpt(node)}`);

        // JupyterLab shows exceptions as this type, too.
        for (const output of cell.querySelectorAll('[data-mime-type="application/vnd.jupyter.stderr"]'))
            say('red output', output);
        for (const output of cell.querySelectorAll('[data-mime-type="text/plain"]'))
            if (/ at 0x[0-9a-f]+>/.test(output.textContent)) say('bare object', output);

        for (const image of cell.querySelectorAll('img')) {
            // JupyterLab fills in these where there is no text.
            if (/^\s*(image|no description.*)?\s*$/i.test(image.alt))
                say('picture without alt text', cell);
            if (!image.complete || !image.naturalWidth) say('broken picture', cell);
        }

        for (const formula of cell.querySelectorAll('mjx-merror, [data-mml-node="merror"], mjx-mtext[style*="red"]'))
            say('broken formula', formula.closest('.jp-MarkdownOutput') ?? cell);
        for (const text of cell.querySelectorAll('.jp-MarkdownOutput')) {
            const prose = text.cloneNode(true);
            prose.querySelectorAll('code, pre, mjx-container').forEach(node => node.remove());
            if (/\$|\\/.test(prose.textContent)) say('stray TeX', prose);
        }

        const areas = '.jp-MarkdownOutput, .jp-OutputArea-output';
        for (const area of cell.querySelectorAll(areas)) {
            if (area.scrollWidth > area.clientWidth + 1)
                say(`${area.scrollWidth - area.clientWidth} px too wide`, area);
            const edge = area.getBoundingClientRect().right + 1;
            for (const part of area.querySelectorAll('img, table, pre, mjx-container, .widget-box'))
                if (part.getBoundingClientRect().right > edge || part.scrollWidth > part.clientWidth + 1
                    && part.clientWidth > 0 && getComputedStyle(part).overflowX !== 'visible')
                    say(`<${part.localName}> cut off`, part);
        }
        if (checkCode)
            for (const code of cell.querySelectorAll('.jp-InputArea-editor .cm-scroller'))
                if (code.offsetParent && code.scrollWidth > code.clientWidth + 1)
                    say(`code ${code.scrollWidth - code.clientWidth} px too wide`, code);
    });
    return found;
}
